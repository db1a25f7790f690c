using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using BkJob.Module.Tests.Help;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>Warnings, errors and recommendations speak the language of the session.</summary>
public partial class LanguageTests
{
    /// <summary>A line, and what its error or warning and the recommendation hold in Chinese and in English.</summary>
    public static TheoryData<string, string, string> Lines => new()
    {
        { "Connect-BkJob http://127.0.0.1:1 -AppCode a -AppSecret $secret -UserName u -MaximumRetryCount 0; Get-BkJobInstanceStatus 1 -BizId 1",
            "无法连接 127.0.0.1:1", "Could not connect to 127.0.0.1:1" },
        { "Wait-BkJobInstance 100 -ErrorOnFailure", "没有成功：Failed，37/40 台主机成功", "did not succeed: Failed, 37/40 hosts succeeded" },
        { "Get-BkJobStepIpStatus 100 -StepInstanceId 5", "没有步骤实例 5", "has a step instance 5" },
        { "Get-BkJobInstanceStatus 100 -ScopeType biz", "必须同时给出", "requires both" },
        { "Connect-BkJob https://paas.example.com -Vault safe", "还要用 -SecretName", "-SecretName is missing" },
        { "Get-BkJobInstanceStatus 100 -BizId 0", "不是有效的业务 ID", "is not a valid business ID" },
        { "Connect-BkJob paas.example.com", "没有协议", "has no scheme" },
        { "Connect-BkJob http://paas.example.com -AppCode a -AppSecret $secret -UserName u", "没有加密", "is not encrypted" },
        { "Connect-BkJob https://paas.example.com -Stage x -AppCode a -AppSecret $secret -UserName u", "只用于 API 网关", "only by the API gateway" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Messages_use_the_session_language(string line, string chinese, string english)
    {
        await using SimulatorServer server = await SimulatorServer.StartAsync(ct: TestContext.Current.CancellationToken);

        Assert.Contains(chinese, SaidIn("zh-CN", server, line), StringComparison.Ordinal);
        Assert.Contains(english, SaidIn("en-US", server, line), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-TW", "该业务下没有这个作业实例")]
    [InlineData("zh-SG", "该业务下没有这个作业实例")]
    [InlineData("en-GB", "The job instance was not found")]
    [InlineData("fr-FR", "The job instance was not found")]
    [InlineData("", "The job instance was not found")]
    public async Task Other_languages_fall_back_to_Chinese_or_English(string culture, string words)
    {
        await using SimulatorServer server = await SimulatorServer.StartAsync(ct: TestContext.Current.CancellationToken);

        Assert.Contains(words, SaidIn(culture, server, "Get-BkJobInstanceStatus 99999"), StringComparison.Ordinal);
    }

    /// <summary>A translation that lacks a message, or has other places for values, is found here and not by a user.</summary>
    [Theory]
    [InlineData("BkJob.dll", "BkJob.Resources.Messages", 300)]
    [InlineData("BkJob.Core.dll", "BkJob.Resources.CoreMessages", 130)]
    public void Both_languages_have_the_same_messages_with_the_same_values(string file, string name, int atLeast)
    {
        string path = Path.Combine(Repository.Bin, file);
        var messages = new ResourceManager(name, Assembly.LoadFrom(path));
        Dictionary<string, string> english = Read(messages, CultureInfo.InvariantCulture);
        Dictionary<string, string> chinese = Read(messages, CultureInfo.GetCultureInfo("zh"));

        Assert.True(english.Count >= atLeast, $"{english.Count} messages");
        Assert.Equal(english.Keys.Order(), chinese.Keys.Order());
        Assert.All(english, message => Assert.Equal((message.Key, PlacesIn(message.Value)), (message.Key, PlacesIn(chinese[message.Key]))));
    }

    /// <summary>A period directly after a command would be pasted as a part of its last argument.</summary>
    [Theory]
    [InlineData("en-US")]
    [InlineData("zh-CN")]
    public void Advice_does_not_end_a_command_with_a_period(string culture)
    {
        var messages = new ResourceManager("BkJob.Resources.Messages", Assembly.LoadFrom(Path.Combine(Repository.Bin, "BkJob.dll")));
        string[] advice = [.. Read(messages, CultureInfo.GetCultureInfo(culture == "en-US" ? "" : "zh")).Where(message => message.Key.StartsWith("Advice", StringComparison.Ordinal)).Select(message => message.Value)];
        Assert.InRange(advice.Length, 50, 500);
        Assert.DoesNotContain(advice, text => CommandWithPeriod().IsMatch(text));
    }

    private static string SaidIn(string culture, SimulatorServer server, string line)
    {
        using var language = new InCulture(culture);
        using Session session = Session.ConnectedTo(server);
        Outcome outcome = session.Run(line);
        return string.Join('\n', outcome.AllErrors.SelectMany(Words).Concat(outcome.Warnings));
    }

    private static IEnumerable<string> Words(ErrorRecord error) => [error.ToString(), error.ErrorDetails?.RecommendedAction ?? ""];

    private static Dictionary<string, string> Read(ResourceManager messages, CultureInfo culture) =>
        messages.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    private static string PlacesIn(string message) => string.Join(' ', Place().Matches(message).Select(place => place.Value).Distinct().Order());

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Place();

    /// <summary>A cmdlet with nothing but parameters and values after it, up to a period at the end.</summary>
    [GeneratedRegex(@"[A-Z][a-z]+-[A-Z]\w+( (-\w+|\{\w+\}|[0-9]+|'[^']*'|\([^)]*\)))* ?[.。]$")]
    private static partial Regex CommandWithPeriod();
}
