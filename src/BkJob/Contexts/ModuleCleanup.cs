using System.Management.Automation;

namespace BkJob;

/// <summary>Disconnects the contexts of this runspace on Remove-Module. Other runspaces of the process keep theirs.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        ContextStore.Current.Clear();
        RunspaceStorage.Clear();
    }
}
