namespace BkJob.Module.Tests;

/// <summary>
/// A text that is committed beside the tests and compared with the actual one. TestResults gets the actual text: after an intended change,
/// compare and copy it.
/// </summary>
/// <param name="folder">The folder of the tests that the file is in.</param>
/// <param name="file">Its name, which is also that in TestResults.</param>
internal sealed class Snapshot(string folder, string file)
{
    /// <summary>The committed text; empty if there is none yet.</summary>
    public string Expected { get; } = Read(Path.Combine(Repository.Root, "tests", "BkJob.Module.Tests", folder, file));

    /// <summary>Writes the actual text to TestResults and compares it.</summary>
    public void AssertEqual(string actual)
    {
        string results = Directory.CreateDirectory(Path.Combine(Repository.Root, "TestResults")).FullName;
        File.WriteAllText(Path.Combine(results, file), actual);
        Assert.Equal(Expected, actual);
    }

    private static string Read(string path) => File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
}
