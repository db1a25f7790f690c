using System.Management.Automation;

namespace BkJob;

/// <summary>
/// The contexts of one runspace, in the order in which they were connected. Each runspace has its own, so that two scripts in one process
/// cannot use the server of each other by accident.
/// </summary>
internal sealed class ContextStore
{
    private readonly object _gate = new();
    private readonly List<BkJobContext> _contexts = [];
    private readonly HashSet<string> _plainServers = [];

    /// <summary>The instance of the current runspace.</summary>
    public static ContextStore Current => RunspaceStorage.Get<ContextStore>();

    /// <summary>The context that was connected last; null if there is none.</summary>
    public BkJobContext? Default
    {
        get
        {
            lock (_gate)
            {
                return _contexts.Count > 0 ? _contexts[^1] : null;
            }
        }
    }

    /// <summary>
    /// Returns the contexts with a matching name, as a copy: Get-BkJobContext | Disconnect-BkJob modifies the list while enumerating it.
    /// </summary>
    /// <param name="name">A name, with or without wildcards.</param>
    /// <exception cref="BkJobException">It is not a valid pattern.</exception>
    public BkJobContext[] Find(string name)
    {
        WildcardPattern pattern = Wildcards.Create(name);
        lock (_gate)
        {
            return [.. _contexts.Where(context => pattern.IsMatch(context.Name))];
        }
    }

    /// <summary>Returns the context with exactly this name; null if there is none.</summary>
    public BkJobContext? Get(string name)
    {
        lock (_gate)
        {
            return _contexts.Find(context => string.Equals(context.Name, name, StringComparison.OrdinalIgnoreCase));
        }
    }

    /// <summary>
    /// Adds a context as the default. An existing context of the same name is disconnected: a name identifies one server.
    /// </summary>
    public void Add(BkJobContext context)
    {
        lock (_gate)
        {
            if (Get(context.Name) is { } older)
            {
                Remove(older);
            }

            _contexts.Add(context);
        }
    }

    /// <summary>
    /// Whether a remote server is used without encryption for the first time in this runspace: users would ignore a warning at each
    /// connect.
    /// </summary>
    public bool IsNewPlainServer(Uri server)
    {
        lock (_gate)
        {
            return server.Scheme == Uri.UriSchemeHttp && !server.IsLoopback && _plainServers.Add(server.Authority);
        }
    }

    /// <summary>Disconnects a context.</summary>
    public void Remove(BkJobContext context)
    {
        lock (_gate)
        {
            _contexts.Remove(context);
        }

        context.Disconnect();
    }

    /// <summary>Disconnects all contexts.</summary>
    public void Clear()
    {
        foreach (BkJobContext context in Find("*"))
        {
            Remove(context);
        }
    }
}
