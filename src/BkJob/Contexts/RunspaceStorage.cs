using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace BkJob;

/// <summary>
/// One of a kind for each runspace, gone with it. Nothing that a user sees may be shared between two scripts in one process by accident.
/// </summary>
internal static class RunspaceStorage<T>
    where T : class, new()
{
    private static readonly ConditionalWeakTable<Runspace, T> Stores = [];

    /// <summary>For a thread without a runspace, which only a host's own code can have.</summary>
    private static readonly T DefaultInstance = new();

    /// <summary>That of the runspace that runs on this thread.</summary>
    public static T Current => Runspace.DefaultRunspace is { } runspace ? Stores.GetValue(runspace, _ => new T()) : DefaultInstance;
}
