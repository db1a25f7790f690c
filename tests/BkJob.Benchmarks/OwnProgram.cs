using System.Diagnostics;

namespace BkJob.Benchmarks;

/// <summary>This program once more, as a process of its own.</summary>
internal static class OwnProgram
{
    /// <summary>How to start it.</summary>
    public static ProcessStartInfo StartInfo(params IEnumerable<string> arguments)
    {
        string host = Environment.ProcessPath!;
        bool isDotnet = Path.GetFileNameWithoutExtension(host) == "dotnet";
        return new ProcessStartInfo(host, isDotnet ? [typeof(OwnProgram).Assembly.Location, .. arguments] : arguments);
    }
}
