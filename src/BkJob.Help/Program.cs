using System.Xml.Linq;
using BkJob.Help;

if (args is not [string root, string raw])
{
    Console.Error.WriteLine("Arguments: ROOT RAW. RAW has a folder a culture, with what Export-MamlCommandHelp made of ROOT/docs/CULTURE.");
    return 2;
}

foreach (string culture in HelpFiles.Cultures)
{
    var files = new HelpFiles(root, culture);
    Directory.CreateDirectory(Path.GetDirectoryName(files.MamlPath)!);
    try
    {
        foreach ((string path, string text) in files.Topics())
        {
            File.WriteAllText(path, text);
        }

        XDocument maml = XDocument.Load(Path.Combine(raw, culture, "BkJob", HelpFiles.MamlName));
        MamlPostProcessor.Process(maml, files.Pages());
        File.WriteAllText(files.MamlPath, MamlPostProcessor.Write(maml));
    }
    catch (Exception e) when (e is NotSupportedException or InvalidDataException or IOException)
    {
        Console.Error.WriteLine($"The {culture} help can't be made. {e.Message}");
        return 1;
    }
}

return 0;
