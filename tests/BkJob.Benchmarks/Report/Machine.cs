using System.Globalization;
using System.Runtime.InteropServices;

namespace BkJob.Benchmarks.Report;

/// <summary>The machine that was measured on, in a line.</summary>
internal static class Machine
{
    private const string LinuxProcessors = "/proc/cpuinfo";

    public static string Describe(string pwsh) => string.Join(
        ", ",
        $"{Environment.ProcessorCount} cores of {Processor()}",
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        pwsh,
        DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static string Processor()
    {
        string? model = File.Exists(LinuxProcessors)
            ? File.ReadLines(LinuxProcessors).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        return model?[(model.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
