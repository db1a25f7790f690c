namespace BkJob.Benchmarks;

/// <summary>Where the files of the repository are that this program stands in.</summary>
internal static class Repository
{
    private const string ManifestName = "BkJob.psd1";

    /// <summary>Its root, looked for upwards from this program.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The manifest of the module.</summary>
    public static string Manifest => Path.Combine(Root, ManifestName);

    /// <summary>The folder of the built module.</summary>
    public static string Module => Path.Combine(Root, "bin");

    private static string FindRoot()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, ManifestName)))
            {
                return at.FullName;
            }
        }

        throw new FileNotFoundException($"{ManifestName} is in none of the folders above this program.");
    }
}
