namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>
/// All subscriptions, by the levels of their filters. A look-up visits at most the nodes there are, without recursion;
/// connections remember its result until <see cref="Version"/> changes.
/// </summary>
internal sealed class TopicTree
{
    private readonly Lock _gate = new();
    private readonly Node _root = new(null, "");
    private readonly Stack<(Node Node, int Level)> _work = new();
    private readonly List<string> _levels = [];
    private long _version = 1;

    /// <summary>Rises with every change.</summary>
    public long Version => Volatile.Read(ref _version);

    public void Add(Subscription subscription)
    {
        lock (_gate)
        {
            var node = _root;
            foreach (var level in subscription.Filter.Split('/'))
            {
                node = node.ChildFor(level);
            }

            node.Add(subscription);
            _version++;
        }
    }

    public void Remove(Subscription subscription)
    {
        lock (_gate)
        {
            Node? node = _root;
            foreach (var level in subscription.Filter.Split('/'))
            {
                node = node?.Children?.GetValueOrDefault(level);
            }

            if (node is not null)
            {
                node.Remove(subscription);
                Prune(node);
                _version++;
            }
        }
    }

    /// <summary>Collects the subscriptions, and the groups of shared ones, whose filter matches.</summary>
    /// <returns>The version that the result is true for.</returns>
    public long Match(string topic, List<Subscription> found, List<ShareGroup> groups)
    {
        lock (_gate)
        {
            _levels.Clear();
            _levels.AddRange(topic.Split('/'));
            _work.Push((_root, 0));
            while (_work.TryPop(out var step))
            {
                Visit(step.Node, step.Level, found, groups);
            }

            return _version;
        }
    }

    private void Visit(Node node, int level, List<Subscription> found, List<ShareGroup> groups)
    {
        // Wildcards never match a first level that starts with "$".
        var wild = level > 0 || !_levels[0].StartsWith('$');
        if (wild && node.Children?.GetValueOrDefault("#") is { } rest)
        {
            rest.CollectTo(found, groups);
        }

        if (level == _levels.Count)
        {
            node.CollectTo(found, groups);
            return;
        }

        if (node.Children?.GetValueOrDefault(_levels[level]) is { } exact)
        {
            _work.Push((exact, level + 1));
        }

        if (wild && node.Children?.GetValueOrDefault("+") is { } any)
        {
            _work.Push((any, level + 1));
        }
    }

    private static void Prune(Node node)
    {
        while (node.Parent is { } parent && node.IsEmpty)
        {
            parent.Children!.Remove(node.Name);
            node = parent;
        }
    }

    private sealed class Node(Node? parent, string name)
    {
        private List<Subscription>? _own;
        private List<ShareGroup>? _shared;

        public Node? Parent { get; } = parent;

        public string Name { get; } = name;

        public Dictionary<string, Node>? Children { get; private set; }

        public bool IsEmpty => _own is null or { Count: 0 } && _shared is null or { Count: 0 } && Children is null or { Count: 0 };

        public Node ChildFor(string level)
        {
            Children ??= [];
            if (!Children.TryGetValue(level, out var child))
            {
                child = new Node(this, level);
                Children.Add(level, child);
            }

            return child;
        }

        public void Add(Subscription subscription)
        {
            if (subscription.Group is null)
            {
                (_own ??= []).Add(subscription);
                return;
            }

            _shared ??= [];
            var group = _shared.Find(g => g.IsOf(subscription));
            if (group is null)
            {
                group = new ShareGroup(subscription.Group, subscription.Session.Peer.Community);
                _shared.Add(group);
            }

            group.Add(subscription);
        }

        public void Remove(Subscription subscription)
        {
            if (subscription.Group is null)
            {
                _own?.Remove(subscription);
            }
            else if (_shared?.Find(g => g.IsOf(subscription)) is { } group && group.Remove(subscription))
            {
                _shared.Remove(group);
            }
        }

        public void CollectTo(List<Subscription> found, List<ShareGroup> groups)
        {
            if (_own is not null)
            {
                found.AddRange(_own);
            }

            if (_shared is not null)
            {
                groups.AddRange(_shared);
            }
        }
    }
}
