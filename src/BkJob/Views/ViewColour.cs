using System.Management.Automation;
using System.Reflection;

namespace BkJob.Views;

/// <summary>The colours of the views, from the palette of the terminal.</summary>
internal enum Colour
{
    None = 0,
    Red = 31,
    Green = 32,
    Yellow = 33,
    Blue = 34,
    Magenta = 35,
    Cyan = 36,
    BrightYellow = 93,
    BrightBlue = 94,
    BrightMagenta = 95,
    BrightCyan = 96,
}

/// <summary>Adds colour to text, unless it is disabled by NO_COLOR or $PSStyle.OutputRendering = PlainText.</summary>
internal static class ViewColour
{
    // PSStyle came with PowerShell 7.2; the library that the module is compiled against is older.
    private static readonly Type? PSStyle = typeof(PSObject).Assembly.GetType("System.Management.Automation.PSStyle");
    private static readonly PropertyInfo? Instance = PSStyle?.GetProperty("Instance", BindingFlags.Public | BindingFlags.Static);
    private static readonly PropertyInfo? Rendering = PSStyle?.GetProperty("OutputRendering");

    public static string Paint(string text, Colour colour) =>
        colour == Colour.None || !IsWanted ? text : FormattableString.Invariant($"\e[{(int)colour}m{text}\e[0m");

    private static bool IsWanted =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Rendering?.GetValue(Instance?.GetValue(null))?.ToString() != "PlainText";
}
