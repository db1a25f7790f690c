using System.Runtime.CompilerServices;

namespace BkJob.Module.Tests;

/// <summary>When a runspace is opened or reset, PowerShell lists each folder above the current one. This one has few.</summary>
internal static class WorkingFolder
{
    [ModuleInitializer]
    internal static void Set() => Environment.CurrentDirectory = Path.GetTempPath();
}
