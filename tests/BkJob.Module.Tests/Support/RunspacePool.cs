using System.Collections.Concurrent;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace BkJob.Module.Tests;

/// <summary>A runspace with the built module, and the screen of its host.</summary>
/// <param name="Runspace">The runspace.</param>
/// <param name="Screen">What its host has written.</param>
internal sealed record HostedRunspace(Runspace Runspace, StringWriter Screen);

/// <summary>
/// The runspaces of sessions that have ended, for those that follow: opening one takes more time than most tests. A session cannot tell
/// whether its runspace is new. PowerShell resets the variables, the errors and the location, and the module clears what it has stored. A
/// runspace with other functions, modules or drives than a new one is closed. The help that a runspace has read is not reset: the tests of
/// Get-Help have runspaces of their own.
/// </summary>
internal static class RunspacePool
{
    private const string Leave = """
        [BkJob.ModuleCleanup]::new().OnRemove($null)
        (Get-Module).Path
        (Get-ChildItem Function:).Name
        (Get-PSDrive).Name
        """;

    private static readonly ConcurrentDictionary<(int Width, bool HasColour, string HostName), ConcurrentBag<HostedRunspace>> Idle = new();
    private static readonly Lazy<string> New = new(() =>
    {
        using Runspace runspace = Open(120, hasColour: false, "TestHost", Session.WithModule).Runspace;
        return Describe(runspace);
    });

    /// <summary>Returns a runspace with the module.</summary>
    public static HostedRunspace Rent(int width, bool hasColour, string hostName) =>
        Idle.TryGetValue((width, hasColour, hostName), out ConcurrentBag<HostedRunspace>? idle) && idle.TryTake(out HostedRunspace? hosted)
            ? hosted
            : Open(width, hasColour, hostName, Session.WithModule);

    /// <summary>Keeps a runspace for the next session if it is like a new one; otherwise closes it.</summary>
    public static void Return(HostedRunspace hosted, int width, bool hasColour, string hostName)
    {
        if (!TryReset(hosted.Runspace))
        {
            hosted.Runspace.Dispose();
            return;
        }

        hosted.Screen.GetStringBuilder().Clear();
        Idle.GetOrAdd((width, hasColour, hostName), _ => []).Add(hosted);
    }

    /// <summary>Opens a runspace.</summary>
    public static HostedRunspace Open(int width, bool hasColour, string hostName, InitialSessionState state)
    {
        var screen = new StringWriter();
        Runspace runspace = RunspaceFactory.CreateRunspace(new TestHost(screen, width, hasColour, hostName), state);
        runspace.Open();
        return new HostedRunspace(runspace, screen);
    }

    private static bool TryReset(Runspace runspace)
    {
        if (runspace.RunspaceStateInfo.State != RunspaceState.Opened
            || runspace.RunspaceAvailability != RunspaceAvailability.Available
            || runspace.SessionStateProxy.LanguageMode != PSLanguageMode.FullLanguage)
        {
            return false;
        }

        if (Describe(runspace) != New.Value)
        {
            return false;
        }

        runspace.ResetRunspaceState();
        return true;
    }

    private static string Describe(Runspace runspace)
    {
        using PowerShell shell = PowerShell.Create(runspace);
        return string.Join('\n', shell.AddScript(Leave).Invoke());
    }
}
