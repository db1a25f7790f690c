using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace BkJob.Module.Tests;

/// <summary>
/// The interface of every exported cmdlet, in Syntax.txt: scripts depend on each name, type, alias and position in it, so that a removed or
/// changed line is a breaking change.
/// </summary>
public sealed class SyntaxTests
{
    [Fact]
    public void Syntax_of_every_cmdlet_is_as_expected()
    {
        using var session = new Session();
        CmdletInfo[] cmdlets = session.Run("Get-Command -Module BkJob -CommandType Cmdlet | Sort-Object Name").ThrowIfFailed().As<CmdletInfo>();
        Assert.NotEmpty(cmdlets);

        new Snapshot("Commands", "Syntax.txt").AssertEqual(string.Join('\n', cmdlets.Select(Describe)));
    }

    private static string Describe(CmdletInfo cmdlet)
    {
        var text = new StringBuilder($"## {cmdlet.Name}\n\n");
        foreach (CommandParameterSetInfo set in cmdlet.ParameterSets)
        {
            text.Append(CultureInfo.InvariantCulture, $"{set.Name}{(set.IsDefault ? " (default)" : "")}: {cmdlet.Name} {set}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\nOutput: {string.Join(", ", cmdlet.OutputType.Select(type => type.Name))}\n");
        foreach (ParameterMetadata parameter in cmdlet.Parameters.Values
            .Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal))
        {
            text.Append(Describe(parameter, cmdlet.ParameterSets));
        }

        return text.ToString();
    }

    /// <summary>A line for the parameter, and one for each of its roles with the sets in which it has that role.</summary>
    private static string Describe(ParameterMetadata parameter, IEnumerable<CommandParameterSetInfo> sets)
    {
        string aliases = string.Concat(parameter.Aliases.Order(StringComparer.Ordinal).Select(alias => " -" + alias));
        var text = new StringBuilder($"\n-{parameter.Name}{aliases} <{parameter.ParameterType}>\n");
        var roles =
            from set in sets
            from place in set.Parameters
            where place.Name == parameter.Name
            group set.Name by string.Join(", ", GetProperties(place));
        foreach (IGrouping<string, string> role in roles)
        {
            text.Append("  ").AppendJoin(", ", role).Append(": ").Append(role.Key).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<string> GetProperties(CommandParameterInfo place)
    {
        yield return place.Position < 0 ? "named" : $"position {place.Position}";
        if (place.IsMandatory)
        {
            yield return "mandatory";
        }

        if (place.ValueFromPipeline)
        {
            yield return "pipeline by value";
        }

        if (place.ValueFromPipelineByPropertyName)
        {
            yield return "pipeline by property name";
        }

        if (place.ValueFromRemainingArguments)
        {
            yield return "remaining arguments";
        }
    }
}
