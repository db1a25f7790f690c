using System.Globalization;
using System.Numerics;

namespace BkJob.Starts;

/// <summary>The text of a value, as it is sent and as it is displayed.</summary>
internal static class VariableText
{
    /// <summary>What is displayed of a secret, whatever its length.</summary>
    public const string Secret = "•••";

    /// <summary>
    /// The text of a single value, in the notation of no particular culture; null for anything else. A time is not a value: each script
    /// expects another notation of it.
    /// </summary>
    public static string? TryFormat(object? value) => value switch
    {
        string text => text,
        Enum or bool or char or Version or Guid or Uri or BigInteger or sbyte or byte or short or ushort or int or uint or long or ulong
            or float or double or decimal => Convert.ToString(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>One line for each variable of a plan: its name, what a start would use, and whether that is the default.</summary>
    /// <param name="plan">The plan, with its detail.</param>
    /// <param name="values">The values that were specified.</param>
    public static IReadOnlyList<string> Describe(JobPlan plan, IReadOnlyList<VariableValue> values) =>
    [
        .. from variable in plan.Variables ?? []
           let value = values.FirstOrDefault(value => value.Name == variable.Name)
           let name = TerminalText.Sanitize(variable.Name)
           select value is not null ? CoreMessages.FormatVariableValue(name, Describe(value))
               : CoreMessages.FormatVariableDefault(name, DescribeDefault(variable)),
    ];

    /// <summary>A target with the number of its hosts, and of what is not known before the start.</summary>
    public static string Describe(BkJobTarget target)
    {
        int dynamic = target.DynamicParts.Count;
        return dynamic == 0
            ? CoreMessages.FormatTargetText(target, target.Count)
            : CoreMessages.FormatTargetTextDynamic(target, target.Count, dynamic);
    }

    private static string Describe(VariableValue value) =>
        value.Target is { } target ? Describe(target)
        : value.Secret is not null ? Secret
        : Shorten(value.Text);

    private static string DescribeDefault(PlanVariable variable) =>
        variable.Type == VariableType.Cipher ? Secret
        : variable.DefaultTarget is { } target ? Describe(target)
        : string.IsNullOrEmpty(variable.Default) ? CoreMessages.VariableNone
        : Shorten(variable.Default);

    private static string Shorten(string? text) => TerminalText.Sanitize(text, maxLength: 200);
}
