namespace CommunityConsole.Core.Council;

/// <summary>The books in memory: all of votes that go on, and the last used of those that are over. What is put away is read from the file again when somebody asks.</summary>
internal sealed class BookShelf
{
    /// <summary>Most books of votes that are over.</summary>
    public const int MostOver = 8;

    private readonly Dictionary<VoteId, (VoteBook Book, long Used)> _books = [];
    private long _uses;

    public int Count => _books.Count;

    public VoteBook? Find(VoteId id)
    {
        if (!_books.TryGetValue(id, out var held))
        {
            return null;
        }

        Put(held.Book);
        return held.Book;
    }

    public void Put(VoteBook book) => _books[book.Definition.Id] = (book, ++_uses);

    /// <summary>Between two batches: no caller holds a book then.</summary>
    public void PutAway()
    {
        if (_books.Count <= MostOver)
        {
            return;
        }

        foreach (var (book, _) in _books.Values.Where(held => held.Book.State is VoteState.Closed or VoteState.Announced or VoteState.Cancelled).OrderByDescending(held => held.Used).Skip(MostOver).ToList())
        {
            _books.Remove(book.Definition.Id);
        }
    }

    public void Clear() => _books.Clear();
}
