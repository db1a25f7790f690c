using System.Management.Automation;
using System.Reflection;
using System.Reflection.Emit;
using System.Xml.Linq;

namespace BkJob.Benchmarks.Engines;

/// <summary>A binary module with nothing in it that anybody could call, made in a folder of its own: what an import costs that brings no code.</summary>
internal sealed class EmptyModule : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("BkJob.Benchmarks-");

    /// <summary>Makes one.</summary>
    /// <param name="hasViews">Whether it names the same Format and Types files as BkJob.</param>
    public EmptyModule(bool hasViews)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("Empty"), typeof(object).Assembly);
        ModuleBuilder module = assembly.DefineDynamicModule("Empty");
        if (hasViews)
        {
            // The type definitions name it, and an import without it would be one long error.
            module.DefineType("BkJob.DeserializedTypeConverter", TypeAttributes.Public).CreateType();
            DefineViews(module);
        }

        assembly.Save(Path.Combine(_folder.FullName, "Empty.dll"));
        string views = "";
        if (hasViews)
        {
            CopyView("BkJob.Types.ps1xml");
            CopyView("BkJob.Format.ps1xml");
            views = "TypesToProcess = @('BkJob.Types.ps1xml'); FormatsToProcess = @('BkJob.Format.ps1xml')";
        }

        File.WriteAllText(
            Manifest,
            $$"""
            @{
                RootModule = 'Empty.dll'
                ModuleVersion = '0.1.0'
                GUID = 'd3b5f6c2-5a55-4a0e-8d6e-0c7bb7a8f9aa'
                PowerShellVersion = '7.4'
                CompatiblePSEditions = @('Core')
                CmdletsToExport = @()
                FunctionsToExport = @()
                VariablesToExport = @()
                AliasesToExport = @()
                {{views}}
            }
            """);
    }

    public string Manifest => Path.Combine(_folder.FullName, "Empty.psd1");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Gives the module the methods that the type definitions name, with nothing in them.</summary>
    private static void DefineViews(ModuleBuilder module)
    {
        XDocument types = XDocument.Load(Path.Combine(Repository.Module, "BkJob.Types.ps1xml"));
        IEnumerable<(string Type, string Method)> references = types.Descendants("GetCodeReference")
            .Select(reference => (reference.Element("TypeName")!.Value, reference.Element("MethodName")!.Value));
        foreach (IGrouping<string, string> view in references.Distinct().GroupBy(reference => reference.Type, reference => reference.Method))
        {
            TypeBuilder type = module.DefineType(view.Key, TypeAttributes.Public);
            foreach (string name in view)
            {
                MethodBuilder method = type.DefineMethod(
                    name, MethodAttributes.Public | MethodAttributes.Static, typeof(object), [typeof(PSObject)]);
                ILGenerator code = method.GetILGenerator();
                code.Emit(OpCodes.Ldnull);
                code.Emit(OpCodes.Ret);
            }

            type.CreateType();
        }
    }

    private void CopyView(string name) => File.Copy(Path.Combine(Repository.Module, name), Path.Combine(_folder.FullName, name));
}
