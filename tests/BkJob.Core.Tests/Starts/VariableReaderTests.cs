using System.Collections;
using System.Collections.Specialized;
using System.Security;
using BkJob.Starts;
using BkJob.Transport;
using static BkJob.BkJobErrorKind;

namespace BkJob.Core.Tests.Starts;

/// <summary>Values of the variables of a plan.</summary>
public sealed class VariableReaderTests
{
    private const string Password = "hunter2-hunter2";

    private static readonly JobPlan Plan = CreatePlan(
        Variable("VERSION", VariableType.String, value: "1.0"),
        Variable("space", VariableType.Namespace),
        new PlanVariable { Name = "hosts", Type = VariableType.Host, DefaultTarget = TargetReader.Read(new[] { "0:10.0.0.1", "topo:set/1" }, null) },
        Variable("password", VariableType.Cipher),
        Variable("options", VariableType.AssociativeArray),
        Variable("files", VariableType.IndexedArray),
        Variable("future", (VariableType)9));

    private readonly List<string> _warnings = [];

    public static TheoryData<string, object, string> Accepted => new()
    {
        { "VERSION", "2.14.1", "2.14.1" },
        { "version", "2.14.1", "2.14.1" },
        { "VERSION", "", "" },
        { "VERSION", 1.5, "1.5" },
        { "VERSION", 1234567890123L, "1234567890123" },
        { "VERSION", true, "True" },
        { "VERSION", 'x', "x" },
        { "VERSION", new Version(2, 14), "2.14" },
        { "VERSION", DayOfWeek.Friday, "Friday" },
        { "space", "a\nb", "a\nb" },
        { "future", "text", "text" },
        { "hosts", 101, "101" },
        { "hosts", new object[] { "0:10.0.0.7", "group:a" }, "0:10.0.0.7; group:a" },
        { "files", new[] { "a", "b c" }, """("a" "b c")""" },
        { "files", Array.Empty<string>(), "()" },
        { "files", new object[] { 1, 2.5, true }, """("1" "2.5" "True")""" },
        { "files", new[] { "$x `y` \"z\" \\", "'q'", "" }, """("\$x \`y\` \"z\" \\" "'q'" "")""" },
        { "files", new[] { "a\tb", "中文" }, "(\"a\tb\" \"中文\")" },
        { "files", """("a" "b")""", """("a" "b")""" },
        { "files", "( )", "( )" },
        { "options", new OrderedDictionary { ["k"] = "v", ["a]$"] = 1 }, """(["k"]="v" ["a]\$"]="1")""" },
        { "options", new Hashtable { [1] = "one" }, """(["1"]="one")""" },
        { "options", """(["k"]="v")""", """(["k"]="v")""" },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Value_is_converted_to_the_type(string name, object value, string expected)
    {
        VariableValue result = Assert.Single(Read(name, value));
        Assert.Equal(expected, result.Target?.ToString() ?? result.Text);
        Assert.Contains(Plan.Variables!, variable => variable.Name == result.Name && variable.Type == result.Type);
        Assert.Empty(_warnings);
    }

    public static TheoryData<string, object?, BkJobErrorKind> Invalid => new()
    {
        { "VERSION", null, InvalidVariable },
        { "VERSION", "******", InvalidVariable },
        { "VERSION", new[] { "a" }, InvalidVariable },
        { "VERSION", new Hashtable(), InvalidVariable },
        { "VERSION", DateTime.UnixEpoch, InvalidVariable },
        { "VERSION", Secret.ToSecureString(Password), InvalidVariable },
        { "VERSION", new TargetRow(1, null, null, null, null), InvalidVariable },
        { "space", "******", InvalidVariable },
        { "future", new[] { "a" }, InvalidVariable },
        { "password", null, InvalidVariable },
        { "password", "******", InvalidVariable },
        { "password", Secret.ToSecureString("******"), InvalidVariable },
        { "password", "", InvalidVariable },
        { "password", new SecureString(), InvalidVariable },
        { "password", new[] { Password }, InvalidVariable },
        { "hosts", null, EmptyTarget },
        { "hosts", "******", InvalidVariable },
        { "hosts", Secret.ToSecureString(Password), InvalidVariable },
        { "hosts", Array.Empty<int>(), EmptyTarget },
        { "hosts", "", EmptyTarget },
        { "hosts", "10.0.0.7", InvalidTarget },
        { "hosts", "web-01", InvalidTarget },
        { "files", null, InvalidVariable },
        { "files", "a b", InvalidVariable },
        { "files", "(a", InvalidVariable },
        { "files", "(\"a\"\n\"b\")", InvalidVariable },
        { "files", 1, InvalidVariable },
        { "files", new[] { "a\nb" }, InvalidVariable },
        { "files", new[] { "a\0" }, InvalidVariable },
        { "files", new object?[] { "a", null }, InvalidVariable },
        { "files", new object[] { new[] { "a" } }, InvalidVariable },
        { "files", new object[] { Secret.ToSecureString(Password) }, InvalidVariable },
        { "files", new Hashtable { ["k"] = "v" }, InvalidVariable },
        { "files", "******", InvalidVariable },
        { "options", new[] { "a" }, InvalidVariable },
        { "options", "k=v", InvalidVariable },
        { "options", new Hashtable { ["k"] = null }, InvalidVariable },
        { "options", new Hashtable { [""] = "v" }, InvalidVariable },
        { "options", new Hashtable { [1] = "a", ["1"] = "b" }, InvalidVariable },
        { "options", new Hashtable { ["k\n"] = "v" }, InvalidVariable },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Invalid_value_is_rejected(string name, object? value, BkJobErrorKind kind)
    {
        var error = Assert.Throws<BkJobException>(() => Read(name, value));
        Assert.Equal(kind, error.Kind);
        Assert.Contains($"'{name}'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("VERSON", "Similar: VERSION.")]
    [InlineData("host", "Similar: hosts.")]
    [InlineData("HOSTS_", "Similar: hosts.")]
    [InlineData("pasword", "Similar: password.")]
    [InlineData("fiels", "Similar: files.")]
    [InlineData("zzz", "Its variables: VERSION, space, hosts")]
    [InlineData("", "Its variables: VERSION, space, hosts")]
    [InlineData("\u001b[2J", "\u241b")]
    public void Unknown_variable_names_the_nearest(string name, string expected)
    {
        var error = Assert.Throws<BkJobException>(() => Read(name, Password));
        Assert.Equal(UnknownVariable, error.Kind);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Variable_of_a_plan_without_variables_is_unknown() =>
        Assert.Equal(UnknownVariable, Assert.Throws<BkJobException>(() => Read(CreatePlan(), ("a", 1))).Kind);

    [Theory]
    [InlineData("a A", "A", "A")]
    [InlineData("a A", "a", "a")]
    [InlineData("Ab aB", "ab", null)]
    public void Names_that_differ_in_case_are_compared_exactly(string known, string name, string? expected)
    {
        JobPlan plan = CreatePlan([.. known.Split(' ').Select(text => Variable(text, VariableType.String))]);
        if (expected is null)
        {
            Assert.Equal(UnknownVariable, Assert.Throws<BkJobException>(() => Read(plan, (name, 1))).Kind);
            return;
        }

        Assert.Equal(expected, Assert.Single(Read(plan, (name, 1))).Name);
    }

    [Fact]
    public void Variable_is_specified_once()
    {
        var error = Assert.Throws<BkJobException>(() => Read(Plan, ("VERSION", 1), ("version", 2)));
        Assert.Equal(InvalidVariable, error.Kind);
        Assert.Contains("'VERSION'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(VariableType.String, "", true)]
    [InlineData(VariableType.String, "1.0", false)]
    [InlineData(VariableType.Namespace, "", true)]
    [InlineData(VariableType.Host, "", true)]
    [InlineData(VariableType.IndexedArray, "", true)]
    [InlineData(VariableType.Cipher, "", false)] // The server does not return whether it has a default.
    public void Required_variable_without_default_is_missing(VariableType type, string value, bool isMissing)
    {
        JobPlan plan = CreatePlan(new PlanVariable { Name = "needed", Type = type, IsRequired = true, Default = value });
        if (!isMissing)
        {
            Assert.Empty(Read(plan));
            return;
        }

        var error = Assert.Throws<BkJobException>(() => Read(plan));
        Assert.Equal(MissingVariable, error.Kind);
        Assert.Contains("needed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Required_variable_is_not_empty()
    {
        JobPlan plan = CreatePlan(new PlanVariable { Name = "needed", Type = VariableType.String, IsRequired = true, Default = "1.0" });
        Assert.Equal(MissingVariable, Assert.Throws<BkJobException>(() => Read(plan, ("needed", ""))).Kind);
    }

    [Fact]
    public void Plain_ciphers_produce_one_warning()
    {
        JobPlan plan = CreatePlan([.. "abc".Select(name => Variable($"secret_{name}", VariableType.Cipher))]);
        IReadOnlyList<VariableValue> values = Read(plan, ("secret_a", Password), ("SECRET_B", 1234), ("secret_c", Secret.ToSecureString(Password)));
        Assert.Equal([Password, "1234", Password], values.Select(value => value.Secret!.ToPlainText()));
        string warning = Assert.Single(_warnings);
        Assert.Contains("secret_a, secret_b", warning, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, warning, StringComparison.Ordinal);
        Assert.All(values, value => Assert.DoesNotContain(Password, value.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_variable_is_described()
    {
        IReadOnlyList<VariableValue> values = Read(
            Plan, ("version", "2\u001b[2J"), ("password", Secret.ToSecureString(Password)), ("files", new[] { "a" }));
        Assert.Equal(
            [
                "VERSION = 2\u241b[2J",
                "space = (none) (default)",
                "hosts = 0:10.0.0.1; topo:set/1 (hosts: 1; nodes, groups and containers whose number is not known before the start: 1) (default)",
                "password = •••",
                "options = (none) (default)",
                "files = (\"a\")",
                "future = (none) (default)",
            ],
            VariableText.Describe(Plan, values));
        Assert.Equal("password = ••• (default)", VariableText.Describe(Plan, [])[3]);
        Assert.Equal(["space", "hosts", "options", "future"], EffectiveVariables.FindDefaults(Plan, values).Select(variable => variable.Name));
    }

    [Fact]
    public void Targets_of_a_start_include_defaults_and_steps()
    {
        var unused = new PlanVariable { Name = "unused", Type = VariableType.Host, IsUsed = false, DefaultTarget = TargetReader.Read(3, null) };
        var plan = new JobPlan
        {
            Variables = [Plan.Variables![2], unused],
            Steps = [new PlanStep { Target = TargetReader.Read(4, null) }, new PlanStep { TargetVariable = "hosts" }],
        };
        Assert.Equal("0:10.0.0.1; topo:set/1 | 4", string.Join(" | ", EffectiveVariables.GetTargets(plan, [])));
        Assert.Equal("5 | 4", string.Join(" | ", EffectiveVariables.GetTargets(plan, Read(plan, ("hosts", 5)))));
    }

    private IReadOnlyList<VariableValue> Read(string name, object? value) => Read(Plan, (name, value));

    private IReadOnlyList<VariableValue> Read(JobPlan plan, params (string Name, object? Value)[] values) =>
        new VariableReader(plan, defaultCloudId: null, _warnings.Add).Read([.. values.Select(value => KeyValuePair.Create(value.Name, value.Value))]);

    private static JobPlan CreatePlan(params PlanVariable[] variables) => new() { Id = 1000193, Name = "deploy", Variables = variables };

    private static PlanVariable Variable(string name, VariableType type, string? value = null) => new() { Name = name, Type = type, Default = value };
}
