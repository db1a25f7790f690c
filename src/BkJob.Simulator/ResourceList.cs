namespace BkJob.Simulator;

/// <summary>The accounts or scripts of a server, in the order in which they were added.</summary>
/// <typeparam name="T">The kind of resource.</typeparam>
public sealed class ResourceList<T>
    where T : class
{
    private readonly Lock _lock = new();
    private readonly List<T> _items = [];

    internal ResourceList()
    {
    }

    /// <summary>The resources.</summary>
    public IReadOnlyList<T> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _items];
            }
        }
    }

    /// <summary>Adds a resource.</summary>
    /// <param name="item">The resource.</param>
    public void Add(T item)
    {
        ArgumentNullException.ThrowIfNull(item);
        lock (_lock)
        {
            _items.Add(item);
        }
    }

    /// <summary>Removes all resources.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _items.Clear();
        }
    }
}
