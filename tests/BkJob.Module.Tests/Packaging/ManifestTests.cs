using System.Management.Automation;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace BkJob.Module.Tests;

public class ManifestTests
{
    private static string Root => Repository.Root;

    /// <summary>Each cmdlet has a page of help.</summary>
    private static IEnumerable<string> Cmdlets =>
        Directory.GetFiles(Path.Combine(Root, "docs", "en-US"), "*-BkJob*.md").Select(path => Path.GetFileNameWithoutExtension(path)).Order();

    [Fact]
    public void Module_exports_its_cmdlets_and_nothing_else()
    {
        using var session = new Session();
        PSModuleInfo module = session.Run("Get-Module BkJob").ThrowIfFailed().As<PSModuleInfo>().Single();
        Assert.Equal(Cmdlets, module.ExportedCmdlets.Keys.Order());
        Assert.Empty(module.ExportedFunctions);
        Assert.Empty(module.ExportedAliases);
        Assert.Empty(module.ExportedVariables);
        Assert.Equal(ModuleType.Binary, module.ModuleType);
        Assert.Equal(["BkJob.Format.ps1xml"], module.ExportedFormatFiles.Select(Path.GetFileName));
        Assert.Equal(["BkJob.Types.ps1xml"], module.ExportedTypeFiles.Select(Path.GetFileName));
    }

    [Fact]
    public void Manifest_is_valid_and_requires_PowerShell_7_4()
    {
        using var session = new Session();
        PSModuleInfo module = session.Run("Test-ModuleManifest $args[0] -ErrorAction Stop".Replace("$args[0]", $"'{Repository.Manifest}'"))
            .ThrowIfFailed().As<PSModuleInfo>().Single();
        Assert.Equal(new Version(7, 4), module.PowerShellVersion);
        Assert.Equal(["Core"], module.CompatiblePSEditions);
        Assert.Equal(Cmdlets, module.ExportedCmdlets.Keys.Order());
    }

    [Fact]
    public void Folder_of_the_module_has_only_its_own_files()
    {
        string[] allowed =
        [
            "BkJob.Core.dll", "BkJob.Core.pdb", "BkJob.Format.ps1xml", "BkJob.Types.ps1xml", "BkJob.dll", "BkJob.pdb",
        ];
        Assert.Equal(allowed, Directory.GetFiles(Path.Combine(Root, "bin")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("BkJob.dll", "BkJob.Core", "System.Management.Automation")]
    [InlineData("BkJob.Core.dll")]
    public void Assemblies_reference_only_the_runtime_and_the_engine(string file, params string[] besides)
    {
        using FileStream stream = File.OpenRead(Path.Combine(Root, "bin", file));
        using var assembly = new PEReader(stream);
        MetadataReader metadata = assembly.GetMetadataReader();
        string[] names = [.. metadata.AssemblyReferences.Select(r => metadata.GetString(metadata.GetAssemblyReference(r).Name))];
        Assert.Equal(besides, names.Where(n => n is "System.Management.Automation" || !n.StartsWith("System", StringComparison.Ordinal)).Order());
        Version runtime = metadata.AssemblyReferences.Select(metadata.GetAssemblyReference)
            .Single(r => metadata.GetString(r.Name) == "System.Runtime").Version;
        Assert.Equal(8, runtime.Major);
    }

    [Fact]
    public void Every_cmdlet_declares_its_output()
    {
        using var session = new Session();
        foreach (CmdletInfo cmdlet in session.Run("Get-Command -Module BkJob").As<CmdletInfo>())
        {
            Assert.NotEmpty(cmdlet.OutputType);
        }
    }
}
