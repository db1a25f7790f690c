using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace BkJob.Help;

/// <summary>
/// Restores in the MAML of PlatyPS 1.0 what it loses of the markdown: defaults, the paragraphs of a description, code and remarks of the
/// examples (it puts all of it, with the markup, into the introduction), and short names of types. Removes what PlatyPS adds: a link to an
/// online version if there is none.
/// </summary>
public static class MamlPostProcessor
{
    /// <summary>
    /// Get-Help puts up to eight spaces before a line, and a console has at least 80 columns. It wraps lines itself, but in the middle of
    /// words if the culture is Chinese or invariant.
    /// </summary>
    private const int Columns = 70;

    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>Processes a document.</summary>
    /// <param name="document">The output of PlatyPS.</param>
    /// <param name="pages">The source pages.</param>
    public static void Process(XDocument document, IEnumerable<CmdletPage> pages)
    {
        Dictionary<string, CmdletPage> byName = pages.ToDictionary(page => page.Name, StringComparer.Ordinal);
        foreach (XElement command in document.Root!.Elements(Command + "command"))
        {
            Process(command, byName[command.Element(Command + "details")!.Element(Command + "name")!.Value]);
        }
    }

    /// <summary>Formats the document, identically on every machine.</summary>
    public static string Write(XDocument document)
    {
        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false) };
        using var memory = new MemoryStream();
        using (XmlWriter writer = XmlWriter.Create(memory, settings))
        {
            document.Save(writer);
        }

        return Encoding.UTF8.GetString(memory.ToArray()) + "\n";
    }

    private static void Process(XElement command, CmdletPage page)
    {
        Describe(command.Element(Command + "details")!, page.Synopsis);
        Describe(command, page.Description);
        foreach (HelpParameter parameter in page.Parameters)
        {
            Process(command, parameter);
        }

        command.Element(Command + "inputTypes")!.ReplaceNodes(page.Inputs.Select(type => Typed("inputType", type)));
        command.Element(Command + "returnValues")!.ReplaceNodes(page.Outputs.Select(type => Typed("returnValue", type)));
        command.Element(Maml + "alertSet")!.ReplaceNodes(new XElement(Maml + "alert", Paragraphs(page.Notes)));
        command.Element(Command + "examples")!.ReplaceNodes(page.Examples.Select(Example));
        command.Element(Command + "relatedLinks")!.ReplaceNodes(page.Links.Select(Link));
    }

    private static void Process(XElement command, HelpParameter parameter)
    {
        XElement element = Named(command.Element(Command + "parameters")!, parameter.Name);
        Describe(element, parameter.Description);
        element.Elements(Dev + "defaultValue").Remove();
        element.Add(new XElement(Dev + "defaultValue", parameter.Block.DefaultValue));

        // The syntax has the short name ("long"), the list of parameters has "System.Nullable`1[System.Int64]".
        if (element.Element(Command + "parameterValue") is { } value)
        {
            value.Value = command.Element(Command + "syntax")!.Elements(Command + "syntaxItem")
                .Select(set => Named(set, parameter.Name, isOptional: true))
                .First(same => same is not null)
                .Element(Command + "parameterValue")!.Value;
        }
    }

    private static XElement Named(XElement parent, string name, bool isOptional = false)
    {
        XElement? found = parent.Elements(Command + "parameter")
            .SingleOrDefault(parameter => parameter.Element(Maml + "name")!.Value == name);
        return found is not null || isOptional ? found! : throw new InvalidDataException($"The MAML has no parameter {name}.");
    }

    private static void Describe(XElement element, IReadOnlyList<string> paragraphs) =>
        element.Element(Maml + "description")!.ReplaceNodes(Paragraphs(paragraphs));

    private static XElement Typed(string name, HelpType type) => new(
        Command + name,
        new XElement(Dev + "type", new XElement(Maml + "name", type.Name)),
        new XElement(Maml + "description", Paragraphs(type.Description)));

    /// <summary>Get-Help prints the code directly after the introduction, and the next title directly after the remarks.</summary>
    private static XElement Example(HelpExample example) => new(
        Command + "example",
        new XElement(Maml + "title", $"--------- {example.Title} ---------"),
        new XElement(Maml + "introduction", Paragraphs(example.Introduction, "\n\n")),
        new XElement(Dev + "code", example.Output.Length == 0 ? example.Code : $"{example.Code}\n\n{example.Output}"),
        new XElement(Dev + "remarks", Paragraphs(example.Remarks, "\n")));

    private static XElement Link(string text) =>
        new(Maml + "navigationLink", new XElement(Maml + "linkText", text), new XElement(Maml + "uri"));

    private static IEnumerable<XElement> Paragraphs(IReadOnlyList<string> texts, string end = "") => texts.Select((text, i) =>
        new XElement(Maml + "para", string.Join('\n', EastAsianText.Fill(text, Columns)) + (i == texts.Count - 1 ? end : "")));
}
