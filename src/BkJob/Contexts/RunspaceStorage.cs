using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace BkJob;

/// <summary>
/// Stores one instance per runspace, for the lifetime of the runspace. Two scripts in one process must not share state by accident.
/// </summary>
internal static class RunspaceStorage<T>
    where T : class, new()
{
    private static readonly ConditionalWeakTable<Runspace, T> Stores = [];

    /// <summary>The instance for a thread without a runspace, which only the code of a host can have.</summary>
    private static readonly T DefaultInstance = new();

    /// <summary>The instance of the current runspace.</summary>
    public static T Current => Runspace.DefaultRunspace is { } runspace ? Stores.GetValue(runspace, _ => new T()) : DefaultInstance;
}
