using System.Globalization;
using System.Management.Automation;
using System.Xml.Linq;
using BkJob.Help;

namespace BkJob.Module.Tests.Help;

/// <summary>
/// What a cmdlet's parameters are, as lines that can be compared: as the engine sees the compiled cmdlet, as its page says, and as the
/// MAML says. One line for each parameter, and one for each place of it in a parameter set.
/// </summary>
internal static class Parameters
{
    private const string All = "(All)";

    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static string[] Of(CmdletInfo cmdlet)
    {
        object made = Activator.CreateInstance(cmdlet.ImplementingType)!;
        IEnumerable<string> parameters = cmdlet.Parameters.Values.Where(IsOwn).Select(parameter => Line(
            parameter.Name,
            parameter.ParameterType.ToString(),
            parameter.Aliases,
            // The engine defines the parameters of ShouldProcess and paging; they have no property.
            Default(cmdlet.ImplementingType.GetProperty(parameter.Name)?.GetValue(made)),
            Pipeline(
                parameter.ParameterSets.Values.Any(set => set.ValueFromPipeline),
                parameter.ParameterSets.Values.Any(set => set.ValueFromPipelineByPropertyName)),
            parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any(),
            parameter.ParameterType.IsEnum ? Enum.GetNames(parameter.ParameterType)
                : parameter.Attributes.OfType<ValidateSetAttribute>().SelectMany(set => set.ValidValues)));
        IEnumerable<string> places = cmdlet.ParameterSets.SelectMany(set => set.Parameters
            .Where(parameter => IsOwn(cmdlet.Parameters[parameter.Name]))
            .Select(parameter => Place(
                set.Name + (set.IsDefault && set.Name != ParameterAttribute.AllParameterSets ? " (Default)" : ""),
                parameter.Name,
                parameter.Position < 0 ? "named" : parameter.Position.ToString(CultureInfo.InvariantCulture),
                parameter.IsMandatory)));
        return Sorted(parameters, places, cmdlet.ParameterSets.Count);
    }

    public static string[] Of(CmdletPage page)
    {
        IEnumerable<string> parameters = page.Parameters.Select(parameter => Line(
            parameter.Name,
            parameter.Block.Type,
            parameter.Block.Aliases,
            parameter.Block.DefaultValue,
            Pipeline(
                parameter.Block.ParameterSets.Any(set => set.ValueFromPipeline),
                parameter.Block.ParameterSets.Any(set => set.ValueFromPipelineByPropertyName)),
            parameter.Block.SupportsWildcards,
            parameter.Block.AcceptedValues));
        IEnumerable<string> places =
            from parameter in page.Parameters
            from place in parameter.Block.ParameterSets
            from set in page.ParameterSets
            where place.Name == All || set.Replace(" (Default)", "", StringComparison.Ordinal) == place.Name
            select Place(set, parameter.Name, place.Position, place.IsRequired);
        return Sorted(parameters, places, page.Syntax.Count);
    }

    /// <param name="command">The MAML of a cmdlet.</param>
    /// <param name="sets">The names of its parameter sets, in the order of the syntax: MAML has none.</param>
    public static string[] Of(XElement command, IReadOnlyList<string> sets)
    {
        IEnumerable<string> parameters = command.Element(Command + "parameters")!.Elements().Select(parameter => Line(
            Name(parameter),
            parameter.Element(Dev + "type")!.Element(Maml + "name")!.Value,
            parameter.Attribute("aliases")!.Value is var aliases && aliases == "none" ? [] : aliases.Split(", "),
            parameter.Element(Dev + "defaultValue")!.Value,
            parameter.Attribute("pipelineInput")!.Value,
            (bool)parameter.Attribute("globbing")!,
            parameter.Element(Command + "parameterValueGroup")?.Elements().Select(value => value.Value) ?? []));
        XElement[] items = [.. command.Element(Command + "syntax")!.Elements()];
        IEnumerable<string> places =
            from pair in items.Zip(sets)
            from parameter in pair.First.Elements(Command + "parameter")
            select Place(pair.Second, Name(parameter), parameter.Attribute("position")!.Value, (bool)parameter.Attribute("required")!);
        return Sorted(parameters, places, items.Length);
    }

    private static string Line(
        string name,
        string type,
        IEnumerable<string> aliases,
        string otherwise,
        string pipeline,
        bool hasWildcards,
        IEnumerable<string> accepted) =>
        $"{name}: {type}, aliases [{string.Join(' ', aliases.Order())}], default {otherwise}, pipeline {pipeline}, "
        + $"wildcards {hasWildcards}, one of [{string.Join(' ', accepted)}]";

    private static string Place(string set, string name, string position, bool isRequired) =>
        $"{name} in {set}: position {position.ToLowerInvariant()}, required {isRequired}";

    /// <summary>The same in the words of MAML.</summary>
    private static string Pipeline(bool byValue, bool byName) =>
        byValue && byName ? "true (ByValue, ByPropertyName)" : byValue ? "true (ByValue)" : byName ? "true (ByPropertyName)" : "false";

    /// <summary>What stands in a property until a parameter is bound. A plain 0 means that it was left out.</summary>
    private static string Default(object? value) => value switch
    {
        null or 0 or 0L or 0.0 or Array { Length: 0 } => "None",
        Array many => string.Join(", ", many.Cast<object>()),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static bool IsOwn(ParameterMetadata parameter) => !Cmdlet.CommonParameters.Contains(parameter.Name);

    private static string Name(XElement parameter) => parameter.Element(Maml + "name")!.Value;

    private static string[] Sorted(IEnumerable<string> parameters, IEnumerable<string> places, int sets) =>
        [.. parameters.Concat(places).Append($"{sets} parameter sets").Order(StringComparer.Ordinal)];
}
