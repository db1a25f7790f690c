using System.Management.Automation;
using System.Management.Automation.Host;

namespace BkJob;

/// <summary>Displays the progress of a wait. Everything is written on the pipeline thread.</summary>
internal abstract class WaitDisplay
{
    /// <summary>The key of the clock in the data of <see cref="AppContext"/>, so that tests can control what is displayed.</summary>
    internal const string ClockData = "BkJob.DisplayClock";

    /// <summary>Overrides whether standard output is redirected, for tests.</summary>
    internal const string RedirectedSwitch = "BkJob.IsOutputRedirected";

    /// <summary>Creates the display: progress bars, or lines if the host draws none; null if the user suppressed both.</summary>
    /// <param name="cmdlet">The cmdlet that waits.</param>
    /// <param name="total">The number of jobs of the wait.</param>
    /// <param name="timeout">The timeout of the wait; null for no limit.</param>
    public static WaitDisplay? For(PSCmdlet cmdlet, int total, TimeSpan? timeout)
    {
        bool drawsBars = !IsRedirected(cmdlet.Host);
        if (IsSilent(GetParameter(cmdlet, "ProgressAction") ?? cmdlet.SessionState.PSVariable.GetValue("ProgressPreference"))
            || (!drawsBars && IsSilent(GetParameter(cmdlet, "InformationAction"))))
        {
            return null;
        }

        var board = new WaitBoard(total, timeout, AppContext.GetData(ClockData) as TimeProvider ?? TimeProvider.System);
        return drawsBars ? new WaitBars(cmdlet, board) : new WaitLines(cmdlet, board);
    }

    /// <summary>Updates the state with an event.</summary>
    public abstract void Update(WaitEvent what);

    /// <summary>Displays what has changed, and the time that has passed.</summary>
    public abstract void Show();

    /// <summary>Removes what would stay on the screen. Also called after the cmdlet was stopped.</summary>
    public abstract void Complete();

    // The same condition as that of pwsh: its console draws no progress while standard output is a file or a pipe, with -NonInteractive or
    // without. Other hosts (editors, jobs, remote sessions) receive progress records, whatever their standard output is.
    private static bool IsRedirected(PSHost host) =>
        host.Name == "ConsoleHost"
        && (AppContext.TryGetSwitch(RedirectedSwitch, out bool isRedirected) ? isRedirected : Console.IsOutputRedirected);

    private static object? GetParameter(PSCmdlet cmdlet, string name) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue(name, out object? value) ? value : null;

    private static bool IsSilent(object? preference) => preference?.ToString() is "SilentlyContinue" or "Ignore";
}
