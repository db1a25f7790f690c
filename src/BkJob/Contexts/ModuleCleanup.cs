using System.Management.Automation;

namespace BkJob;

/// <summary>Remove-Module ends what this runspace has connected. Others that share the process keep theirs.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => ContextStore.Current.Clear();
}
