// Dragging on the repair board. A card names the columns that may take it (data-to); dropping it there presses the card's own
// button for that column, so a drop, a press and the keyboard are one way. Nothing else can be dropped on.
(() => {
  const columns = board => [...board.querySelectorAll(':scope > [data-column]')];
  let card = null;

  const board = () => card?.closest('[data-board]');
  const clear = () => {
    document.querySelectorAll('[data-board] > [data-drop]').forEach(column => { delete column.dataset.drop; delete column.dataset.over; });
    card = null;
  };

  document.addEventListener('dragstart', event => {
    card = event.target.closest?.('[data-repair][data-to]') ?? null;
    if (!card) { return; }
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', card.dataset.repair);
    const may = card.dataset.to.split(' ');
    const own = card.closest('[data-column]');
    for (const column of columns(board())) {
      if (column !== own) { column.dataset.drop = may.includes(column.dataset.column) ? 'yes' : 'no'; }
    }
  });

  const target = event => card && event.target.closest?.('[data-drop="yes"]');

  document.addEventListener('dragover', event => {
    const over = target(event);
    document.querySelectorAll('[data-over]').forEach(column => { if (column !== over) { delete column.dataset.over; } });
    if (over) {
      event.preventDefault();
      event.dataTransfer.dropEffect = 'move';
      over.dataset.over = '';
    }
  });

  document.addEventListener('drop', event => {
    const over = target(event);
    if (over) {
      event.preventDefault();
      card.querySelector(`button[data-column="${over.dataset.column}"]`)?.click();
    }
    clear();
  });
  document.addEventListener('dragend', clear);

  // A menu closes when something in it was chosen, or the focus goes elsewhere.
  const shut = except => document.querySelectorAll('.repair-more[open]').forEach(menu => { if (menu !== except) { menu.open = false; } });
  document.addEventListener('click', event => shut(event.target.closest('.repair-more li') ? null : event.target.closest('.repair-more')));
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape') { document.activeElement?.closest?.('.repair-more')?.querySelector('summary')?.focus(); shut(null); }
  });
})();
