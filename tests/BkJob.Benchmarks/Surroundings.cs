namespace BkJob.Benchmarks;

/// <summary>The environment of this program and of those that it starts.</summary>
internal static class Surroundings
{
    /// <summary>Takes out what would lead elsewhere: a proxy, or settings for a real server.</summary>
    public static void Clear()
    {
        Environment.SetEnvironmentVariable("NO_PROXY", "127.0.0.1");
        Environment.SetEnvironmentVariable("no_proxy", "127.0.0.1");
        foreach (string name in Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => name.StartsWith("BKJOB_", StringComparison.OrdinalIgnoreCase)))
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }
}
