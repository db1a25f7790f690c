using System.Diagnostics;
using System.IO.Compression;
using System.Management.Automation;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>What is given away: the folder for PSModulePath, the package for a gallery, and the sums.</summary>
[Collection(Session.Programs)]
public sealed class PackageTests(PackedModule packed) : IClassFixture<PackedModule>
{
    private static readonly PSModuleInfo Manifest = ReadManifest();

    private static string Version => Manifest.Version.ToString();

    private string ModuleFolder => Path.Combine(packed.Out, "BkJob", Version);

    private string Package => Path.Combine(packed.Out, $"BkJob.{Version}.nupkg");

    [Fact]
    public void Module_holds_the_allowed_files_and_no_others()
    {
        Assert.Equal(AllowedFiles(), PackedModule.FilesIn(ModuleFolder));
    }

    [Fact]
    public void Out_folder_holds_module_package_symbols_and_sums()
    {
        string[] expected =
        [
            "SHA256SUMS", $"BkJob.{Version}.nupkg", $"symbols/{Version}/BkJob.Core.pdb", $"symbols/{Version}/BkJob.pdb",
            .. AllowedFiles().Select(f => $"BkJob/{Version}/{f}"),
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), PackedModule.FilesIn(packed.Out));
    }

    [Fact]
    public void Package_holds_the_same_files_at_its_root()
    {
        using ZipArchive zip = ZipFile.OpenRead(Package);
        string[] own = ["BkJob.nuspec", "[Content_Types].xml", "_rels/.rels", "package/services/metadata/core-properties/nuget.psmdcp"];
        Assert.Equal(
            AllowedFiles().Concat(own).Order(StringComparer.Ordinal), zip.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal));
        Assert.All(zip.Entries, entry => Assert.Equal(new DateTime(1980, 1, 1), entry.LastWriteTime.DateTime));
        Assert.All(AllowedFiles(), file =>
        {
            using var bytes = new MemoryStream();
            using Stream entry = zip.GetEntry(file)!.Open();
            entry.CopyTo(bytes);
            Assert.Equal(File.ReadAllBytes(Path.Combine(ModuleFolder, file)), bytes.ToArray());
        });
    }

    [Fact]
    public void Package_metadata_equals_the_manifest()
    {
        using ZipArchive zip = ZipFile.OpenRead(Package);
        using Stream nuspec = zip.GetEntry("BkJob.nuspec")!.Open();
        XElement metadata = XElement.Load(nuspec).Elements().Single();
        XNamespace ns = metadata.Name.Namespace;
        string? Said(string name) => metadata.Element(ns + name)?.Value;

        Assert.Equal("BkJob", Said("id"));
        Assert.Equal(Version, Said("version"));
        Assert.Equal(Manifest.Author, Said("authors"));
        Assert.Equal(Manifest.Description, Said("description"));
        Assert.Equal(Manifest.Copyright, Said("copyright"));
        Assert.Equal(Manifest.ReleaseNotes, Said("releaseNotes"));
        Assert.Equal(Manifest.ProjectUri.ToString(), Said("projectUrl"));
        Assert.Equal(Manifest.LicenseUri.ToString(), Said("licenseUrl"));
        Assert.Equal("MIT", Said("license"));
        Assert.Null(Said("dependencies"));

        string[] tags =
        [
            .. Manifest.Tags, "PSModule", "PSIncludes_Cmdlet",
            .. Manifest.ExportedCmdlets.Keys.SelectMany(c => new[] { $"PSCmdlet_{c}", $"PSCommand_{c}" }),
        ];
        Assert.Equal(tags.Order(StringComparer.Ordinal), Said("tags")!.Split(' ').Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("BkJob.dll")]
    [InlineData("BkJob.Core.dll")]
    public void Assemblies_have_the_manifest_version_and_no_local_path(string file)
    {
        string path = Path.Combine(ModuleFolder, "bin", file);
        Assert.Equal(Manifest.Version, System.Version.Parse(AssemblyName.GetAssemblyName(path).Version!.ToString(3)));
        Assert.Equal(Version, FileVersionInfo.GetVersionInfo(path).ProductVersion!.Split('+')[0]);

        byte[] bytes = File.ReadAllBytes(path);
        Assert.True(bytes.AsSpan().IndexOf("/BkJob/src/"u8) > 0, "The path of the symbols was to be found.");
        Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Repository.Root)));
        Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(Repository.Root)));
    }

    [Fact]
    public void Sums_are_those_of_every_file()
    {
        Dictionary<string, string> said = File.ReadAllLines(Path.Combine(packed.Out, "SHA256SUMS"))
            .Select(line => line.Split("  "))
            .ToDictionary(parts => parts[1], parts => parts[0]);
        Dictionary<string, string> real = PackedModule.FilesIn(packed.Out)
            .Where(f => f != "SHA256SUMS")
            .ToDictionary(f => f, f => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(packed.Out, f)))));
        Assert.Equal(real, said);
    }

    /// <summary>The commands of docs/packaging.md, in a PowerShell whose home is an empty folder.</summary>
    [Fact]
    public async Task Package_works_with_PSResourceGet()
    {
        await using SimulatorServer server = await SimulatorServer.StartAsync(ct: TestContext.Current.CancellationToken);
        string feed = Directory.CreateDirectory(Path.Combine(packed.Folder, "feed")).FullName;
        string home = Directory.CreateDirectory(Path.Combine(packed.Folder, "home")).FullName;
        File.Copy(Package, Path.Combine(feed, Path.GetFileName(Package)));
        string script = Path.Combine(Repository.Root, "tests", "BkJob.Module.Tests", "Packaging", "InstallPackage.ps1");
        (int code, string screen) = await Pwsh.RunAsync(
            ["-NoProfile", "-NonInteractive", "-File", script, "-Feed", feed, "-Module", ModuleFolder, "-Server", server.Address.ToString()],
            new() { ["HOME"] = home, ["XDG_DATA_HOME"] = "", ["XDG_CONFIG_HOME"] = "", ["XDG_CACHE_HOME"] = "", ["NO_COLOR"] = "1" });
        Assert.True(code == 0, screen);
    }

    /// <summary>Help and translations belong to the module as soon as the repository has them.</summary>
    private static string[] AllowedFiles()
    {
        string[] fixedFiles =
        [
            "BkJob.psd1", "LICENSE", "bin/BkJob.Core.dll", "bin/BkJob.Format.ps1xml", "bin/BkJob.Types.ps1xml", "bin/BkJob.dll",
        ];
        IEnumerable<string> help = new[] { "en-US", "zh-CN" }
            .Where(culture => Directory.Exists(Path.Combine(Repository.Root, culture)))
            .SelectMany(culture => PackedModule.FilesIn(Path.Combine(Repository.Root, culture)).Select(f => $"{culture}/{f}"));
        IEnumerable<string> translations = new[] { "BkJob", "BkJob.Core" }
            .Where(project => PackedModule.FilesIn(Path.Combine(Repository.Root, "src", project))
                .Any(f => f.EndsWith(".zh.resx", StringComparison.Ordinal)))
            .Select(project => $"bin/zh/{project}.resources.dll");
        return [.. fixedFiles.Concat(help).Concat(translations).Order(StringComparer.Ordinal)];
    }

    private static PSModuleInfo ReadManifest()
    {
        using var session = new Session();
        return session.Run($"Test-ModuleManifest '{Path.Combine(Repository.Root, "BkJob.psd1")}' -ErrorAction Stop")
            .ThrowIfFailed().As<PSModuleInfo>().Single();
    }
}
