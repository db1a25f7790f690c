
namespace BkJob.Module.Tests;

/// <summary>
/// The sources, copied to a folder and packed there with the command of docs/packaging.md: the build under test stays out of it. That a
/// second build is the same byte for byte is checked by .ci/run.
/// </summary>
public sealed class PackedModule : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bkjob-packed-");

    /// <summary>The repository that the sources come from.</summary>
    public static string Root => Repository.Root;

    /// <summary>What the build left in out/.</summary>
    public string Out => Path.Combine(_folder.FullName, "copy 副本", "out");

    /// <summary>The folder that the build was made in.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Files below a folder, by their path from there, in order.</summary>
    public static string[] FilesIn(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];

    public async ValueTask InitializeAsync() => await PackAsync(Out);

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return default;
    }

    private static async Task PackAsync(string outFolder)
    {
        string copy = Path.GetDirectoryName(outFolder)!;
        string[] folders = [".config", "src/BkJob", "src/BkJob.Core", "en-US", "zh-CN"];
        IEnumerable<string> sources = folders.Where(f => Directory.Exists(Path.Combine(Root, f))).SelectMany(SourcesIn);
        foreach (string file in Directory.GetFiles(Root).Select(f => Path.GetFileName(f)).Concat(sources))
        {
            string target = Path.Combine(copy, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(Root, file), target);
        }

        // A build server would outlive the build and hold its output open; a time from outside would take the place of the fixed one. The
        // analyzers have run on the same sources in the build of the tests.
        (int code, string screen) = await ChildProcess.RunDotnetAsync(
            ["build", "src/BkJob", "-t:Pack", "-c", "Release", "--disable-build-servers", "-p:RunAnalyzers=false"], new() { ["SOURCE_DATE_EPOCH"] = "" }, copy);
        Assert.True(code == 0, screen);
    }

    private static IEnumerable<string> SourcesIn(string folder) =>
        FilesIn(Path.Combine(Root, folder))
            .Where(f => !f.StartsWith("bin/", StringComparison.Ordinal) && !f.StartsWith("obj/", StringComparison.Ordinal))
            .Select(f => $"{folder}/{f}");
}
