using System.Management.Automation;
using System.Xml.Linq;
using BkJob.Help;

namespace BkJob.Module.Tests.Help;

/// <summary>Markdown, MAML and the compiled cmdlets agree on every parameter.</summary>
public sealed class ParameterTests(HelpSession shared) : IClassFixture<HelpSession>
{
    public static TheoryData<string, string> EachCmdlet => HelpOf.EachCmdlet;

    [Theory]
    [MemberData(nameof(EachCmdlet))]
    public void Page_and_MAML_list_the_parameters_of_the_cmdlet(string culture, string cmdlet)
    {
        string[] truth = Parameters.Of(shared.Session.Run($"Get-Command {cmdlet}").ThrowIfFailed().As<CmdletInfo>().Single());
        CmdletPage page = HelpOf.Page(culture, cmdlet);

        Assert.Equal(truth, Parameters.Of(page));
        Assert.Equal(truth, Parameters.Of(MamlOf(culture, cmdlet), page.ParameterSets));
    }

    [Theory]
    [MemberData(nameof(EachCmdlet))]
    public void Outputs_are_those_that_the_cmdlet_declares(string culture, string cmdlet)
    {
        string[] declared = shared.Session.Run($"(Get-Command {cmdlet}).OutputType.Name").As<string>();
        Assert.Equal(
            declared.Where(type => type != "System.Void"),
            HelpOf.Page(culture, cmdlet).Outputs.Select(type => type.Name).Where(type => type != "None"));
    }

    [Theory]
    [MemberData(nameof(EachCmdlet))]
    public void Inputs_list_the_types_of_the_pipeline(string culture, string cmdlet)
    {
        CmdletPage page = HelpOf.Page(culture, cmdlet);
        IEnumerable<string> taken = page.Parameters.Select(parameter => parameter.Block)
            .Where(block => block.ParameterSets.Any(set => set.ValueFromPipeline || set.ValueFromPipelineByPropertyName))
            .Select(block => block.Type);
        Assert.Superset(taken.ToHashSet(), page.Inputs.Select(type => type.Name).ToHashSet());
    }

    private static XElement MamlOf(string culture, string cmdlet) =>
        XDocument.Load(new HelpFiles(HelpOf.Root, culture).MamlPath).Root!.Elements().Single(command => command.Descendants().Any(
            element => element.Name.LocalName == "name" && element.Parent!.Name.LocalName == "details" && element.Value == cmdlet));
}
