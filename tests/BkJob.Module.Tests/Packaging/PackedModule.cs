using System.Reflection;

namespace BkJob.Module.Tests;

/// <summary>
/// The assemblies of this build, packed as docs/packaging.md describes. That the release build is the same byte for byte wherever it is
/// made is checked by .ci/run.
/// </summary>
public sealed class PackedModule : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bkjob-packed-");

    /// <summary>What the build left in out/.</summary>
    public string Out => Path.Combine(_folder.FullName, "out 输出");

    /// <summary>A folder for what a test makes of it.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Files below a folder, by their path from there, in order.</summary>
    public static string[] FilesIn(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];

    public async ValueTask InitializeAsync()
    {
        string configuration = typeof(PackedModule).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

        // A build server would outlive the build and hold its output open; a time from outside would take the place of the fixed one.
        (int code, string screen) = await ChildProcess.RunDotnetAsync(
            ["pack", "src/BkJob", "--no-build", "-c", configuration, "--disable-build-servers", $"-p:OutFolder={Out}/"],
            new() { ["SOURCE_DATE_EPOCH"] = "" },
            Repository.Root);
        Assert.True(code == 0, screen);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return default;
    }
}
