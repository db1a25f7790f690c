using System.Management.Automation;

namespace BkJob;

/// <summary>
/// The contexts of one runspace, in the order in which they were connected. Each runspace has its own, so that two scripts in
/// one process can't ask each other's server by accident.
/// </summary>
internal sealed class ContextStore
{
    private readonly object _gate = new();
    private readonly List<BkJobContext> _contexts = [];
    private readonly HashSet<string> _plainServers = [];

    /// <summary>Those of the runspace that runs on this thread.</summary>
    public static ContextStore Current => RunspaceStorage<ContextStore>.Current;

    /// <summary>The one connected last; null when there is none.</summary>
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

    /// <summary>Those whose name fits, as a copy: Get-BkJobContext | Disconnect-BkJob changes what it walks over.</summary>
    /// <param name="name">A name, with wildcards or not.</param>
    public BkJobContext[] Find(string name)
    {
        var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase);
        lock (_gate)
        {
            return [.. _contexts.Where(context => pattern.IsMatch(context.Name))];
        }
    }

    /// <summary>The one of exactly this name; null when there is none.</summary>
    public BkJobContext? Get(string name)
    {
        lock (_gate)
        {
            return _contexts.Find(context => string.Equals(context.Name, name, StringComparison.OrdinalIgnoreCase));
        }
    }

    /// <summary>Adds one as the default. One of the same name is disconnected: a name means one server.</summary>
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
    /// Whether a server is far away and spoken to without encryption, and this has not been said before in this runspace: a warning at
    /// each connect would soon be read no more.
    /// </summary>
    public bool IsNewPlainServer(Uri server)
    {
        lock (_gate)
        {
            return server.Scheme == Uri.UriSchemeHttp && !server.IsLoopback && _plainServers.Add(server.Authority);
        }
    }

    /// <summary>Disconnects one.</summary>
    public void Remove(BkJobContext context)
    {
        lock (_gate)
        {
            _contexts.Remove(context);
        }

        context.Disconnect();
    }

    /// <summary>Disconnects all.</summary>
    public void Clear()
    {
        foreach (BkJobContext context in Find("*"))
        {
            Remove(context);
        }
    }
}
