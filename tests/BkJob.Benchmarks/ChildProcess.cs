using System.Diagnostics;

namespace BkJob.Benchmarks;

/// <summary>Runs a process to its end and gives what it printed.</summary>
internal static class ChildProcess
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>Runs it.</summary>
    /// <exception cref="InvalidOperationException">It ended with an error, or not in time.</exception>
    public static async Task<string> RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using var timeout = new CancellationTokenSource(Longest);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException e)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{start.FileName} did not end within {Longest}.", e);
        }

        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{start.FileName} ended with exit code {process.ExitCode}: {await errors}");
    }
}
