namespace BkJob.Protocol;

/// <summary>Where the API gateway keeps Job: the user's own path, or the app's where it acts by itself.</summary>
internal static class GatewayPath
{
    /// <summary>What the gateway calls Job.</summary>
    public const string Name = "bk-job";

    /// <summary>Path below the server's address, which is that of the gateway's host or already that of Job behind it.</summary>
    /// <param name="options">The connection.</param>
    /// <param name="version">v3 or v4.</param>
    public static string Of(BkJobClientOptions options, string version) =>
        $"{MissingIn(options)}api/{version}/{(options.ApplicationState ? "system/" : "")}get_job_instance_status";

    private static string MissingIn(BkJobClientOptions options)
    {
        string path = options.Server.AbsolutePath.TrimEnd('/');
        return path.Length == 0 ? $"api/{Name}/{options.Stage}/"
            : path.EndsWith($"/{Name}", StringComparison.OrdinalIgnoreCase) ? $"{options.Stage}/"
            : "";
    }
}
