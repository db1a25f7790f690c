using System.Collections.Concurrent;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace BkJob;

/// <summary>
/// Stores one instance of a type per runspace, for the lifetime of the runspace or until the module is removed from it. Two scripts in one
/// process must not share state by accident.
/// </summary>
internal static class RunspaceStorage
{
    private static readonly ConditionalWeakTable<Runspace, ConcurrentDictionary<Type, object>> Stores = [];

    /// <summary>The instances for a thread without a runspace, which only the code of a host can have.</summary>
    private static readonly ConcurrentDictionary<Type, object> DefaultStore = new();

    private static ConcurrentDictionary<Type, object> Current =>
        Runspace.DefaultRunspace is { } runspace ? Stores.GetOrCreateValue(runspace) : DefaultStore;

    /// <summary>Returns the instance of the current runspace.</summary>
    public static T Get<T>()
        where T : class, new() => (T)Current.GetOrAdd(typeof(T), _ => new T());

    /// <summary>Removes all instances of the current runspace.</summary>
    public static void Clear() => Current.Clear();
}
