// Pictures of a visit, made small on the phone before they wait for the server: the queue (js/field-queue.js) keeps a line of text in
// localStorage for each, the picture itself waits in IndexedDB under the same key. Drawing it anew leaves out where it was taken.
(() => {
  const SIDE = 1600, THUMB = 96, MOST = 10_000_000;

  const store = mode => new Promise((done, failed) => {
    const opening = indexedDB.open('field-photos', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('photos');
    opening.onerror = () => failed(opening.error);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction('photos', mode);
      transaction.oncomplete = () => opening.result.close();
      done(transaction.objectStore('photos'));
    };
  });
  const answer = request => new Promise((done, failed) => { request.onsuccess = () => done(request.result); request.onerror = () => failed(request.error); });

  const draw = (bitmap, side) => {
    const canvas = document.createElement('canvas'), scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
    Object.assign(canvas, { width: Math.max(1, Math.round(bitmap.width * scale)), height: Math.max(1, Math.round(bitmap.height * scale)) });
    canvas.getContext('2d').drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return canvas;
  };

  // What this phone cannot draw goes as it is: the server says what it thinks of it.
  async function shrink(file) {
    let bitmap;
    try { bitmap = await createImageBitmap(file); } catch { return file.size > MOST ? null : { picture: file, thumb: '' }; }
    const picture = await new Promise(done => { draw(bitmap, SIDE).toBlob(done, 'image/jpeg', 0.8); });
    const thumb = draw(bitmap, THUMB).toDataURL('image/jpeg', 0.6);
    bitmap.close();
    return picture ? { picture, thumb } : null;
  }

  window.fieldPhotos = {
    shrink,
    keep: async (key, picture) => answer((await store('readwrite')).put(picture, key)),
    find: async key => answer((await store('readonly')).get(key)),
    drop: async key => answer((await store('readwrite')).delete(key)),
    // What no line of the queue waits for any more; keys: those that do.
    sweep: async keys => { const all = await store('readwrite'); for (const key of await answer(all.getAllKeys())) { if (!keys.includes(key)) { all.delete(key); } } },
    forget: () => { try { indexedDB.deleteDatabase('field-photos'); } catch { /* a browser that keeps none */ } },
  };
})();
