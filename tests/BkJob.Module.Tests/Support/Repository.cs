namespace BkJob.Module.Tests;

/// <summary>The repository that is tested.</summary>
internal static class Repository
{
    /// <summary>Its root: the folder above the test assembly that contains the manifest.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The manifest of the built module.</summary>
    public static string Manifest => Path.Combine(Root, "BkJob.psd1");

    /// <summary>The assemblies and views of the built module.</summary>
    public static string Bin => Path.Combine(Root, "bin");

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BkJob.psd1")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new FileNotFoundException("None of the folders above the tests contains BkJob.psd1.");
    }
}
