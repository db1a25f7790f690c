using System.Management.Automation.Host;

namespace BkJob.Views;

/// <summary>The screen that a runspace prints on: how wide it is and which characters it has.</summary>
internal sealed class Screen
{
    /// <summary>The width that PowerShell assumes for a host without a screen.</summary>
    public const int DefaultWidth = 119;

    /// <summary>The host, set by the cmdlets of the runspace: a view cannot access the session while a pipeline runs.</summary>
    public PSHost? Host { get; set; }

    /// <summary>Columns of a table on the screen of the current runspace: PowerShell leaves the last column of the screen blank.</summary>
    public static int Width
    {
        get
        {
            PSHost? host = RunspaceStorage.Get<Screen>().Host;
            try
            {
                return (host?.UI?.RawUI?.BufferSize.Width ?? Console.BufferWidth) is > 1 and var width ? width - 1 : DefaultWidth;
            }
            catch (Exception e) when (e is IOException or HostException or NotImplementedException or PlatformNotSupportedException)
            {
                return DefaultWidth;
            }
        }
    }

    /// <summary>
    /// Whether the output can contain the symbols of the views. A Windows console can, whatever its code page; all other outputs use the
    /// encoding of the console.
    /// </summary>
    public static bool HasSymbols =>
        (OperatingSystem.IsWindows() && !Console.IsOutputRedirected) || Encodings.CanEncodeSymbols(Console.OutputEncoding);
}
