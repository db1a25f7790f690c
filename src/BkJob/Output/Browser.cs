using System.Diagnostics;
using System.Management.Automation.Host;
using System.Runtime.InteropServices;

namespace BkJob;

/// <summary>Opens web pages with the browser of the user.</summary>
internal static class Browser
{
    /// <summary>The key of an <see cref="Action{T}"/> of string in the data of <see cref="AppContext"/> that replaces the browser in tests.</summary>
    internal const string LauncherData = "BkJob.Browser";

    /// <summary>How long a program that opens a page may take to report that it cannot.</summary>
    private static readonly TimeSpan ReportDelay = TimeSpan.FromMilliseconds(500);

    /// <summary>The variables without which no program on Linux can find a browser.</summary>
    private static readonly string[] DisplayVariables = ["DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "WSL_DISTRO_NAME"];

    /// <summary>Opens a page.</summary>
    /// <param name="address">The page; http or https.</param>
    /// <param name="host">The host of the session.</param>
    /// <returns>Null if a browser was started; otherwise the reason why not.</returns>
    public static string? TryOpen(Uri address, PSHost host)
    {
        // What the shell opens can be any program: only web pages are passed to it.
        if (address.Scheme is not ("http" or "https"))
        {
            throw new ArgumentException(address.Scheme, nameof(address));
        }

        try
        {
            if (AppContext.GetData(LauncherData) is Action<string> launcher)
            {
                launcher(address.AbsoluteUri);
                return null;
            }

            return HasDisplay(host) ? Start(address) : Messages.NoDisplay;
        }
        catch (Exception e) when (e is ExternalException or InvalidOperationException or IOException or PlatformNotSupportedException)
        {
            return TerminalText.Sanitize(e.Message);
        }
    }

    // A remote session would open the page on the remote computer.
    private static bool HasDisplay(PSHost host) =>
        host.Name != "ServerRemoteHost"
        && (!OperatingSystem.IsLinux() || Array.Exists(DisplayVariables, name => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name))));

    private static string? Start(Uri address)
    {
        using var process = Process.Start(new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true });
        return process?.WaitForExit(ReportDelay) == true && process.ExitCode != 0 ? Messages.FormatBrowserExitCode(process.ExitCode) : null;
    }
}
