namespace BkJob.Benchmarks.Engines;

/// <summary>The scripts that lie beside this program.</summary>
internal static class ScriptFile
{
    public const string Lines = "Lines.ps1";
    public const string Import = "Import.ps1";
    public const string FirstRequest = "FirstRequest.ps1";

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Scripts", name);
}
