using System.Management.Automation.Runspaces;
using System.Xml.Linq;

namespace BkJob.Module.Tests;

/// <summary>
/// Format-List and its like are not part of the hosted engine, which prints each type by its first view. So that the other views are
/// rendered by the real engine too, a session is given only the views of one kind.
/// </summary>
internal sealed class ViewSource : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".format.ps1xml");

    /// <summary>Keeps the views of one kind.</summary>
    /// <param name="control">TableControl, ListControl, WideControl or CustomControl.</param>
    /// <param name="name">Only those of this name, as for -View; null for all.</param>
    public ViewSource(string control, string? name = null)
    {
        XDocument views = XDocument.Load(Path.Combine(ModuleFolder, "BkJob.Format.ps1xml"));
        views.Descendants("View").Where(view => view.Element(control) is null || (name is not null && view.Element("Name")!.Value != name))
            .ToList().ForEach(view => view.Remove());
        views.Save(_file);
    }

    private static string ModuleFolder => Path.Combine(Repository.Bin);

    /// <summary>Whether the session has the type definitions of the module too.</summary>
    public bool HasTypes { get; init; }

    /// <summary>A session with the cmdlets of the module and the views that were kept.</summary>
    public InitialSessionState State
    {
        get
        {
            InitialSessionState state = Session.CreateState(Path.Combine(ModuleFolder, "BkJob.dll"));
            state.Formats.Add(new SessionStateFormatEntry(_file));
            if (HasTypes)
            {
                state.Types.Add(new SessionStateTypeEntry(Path.Combine(ModuleFolder, "BkJob.Types.ps1xml")));
            }

            return state;
        }
    }

    public void Dispose() => File.Delete(_file);
}
