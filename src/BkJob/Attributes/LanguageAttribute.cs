using System.Management.Automation;

namespace BkJob;

/// <summary>
/// Reads a language, whatever its case. ValidateSet compares by the culture, which ignores invisible characters, and the text becomes a
/// header.
/// </summary>
internal sealed class LanguageAttribute : ArgumentTransformationAttribute
{
    /// <summary>English.</summary>
    public const string English = "en";

    /// <summary>Chinese.</summary>
    public const string Chinese = "zh-cn";

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        string[] languages = [English, Chinese];
        string? text = inputData?.ToString();
        return Array.Find(languages, language => language.Equals(text, StringComparison.OrdinalIgnoreCase))
            ?? throw ErrorRecords.InvalidValue(Messages.FormatBadName(Argument.Quote(text), string.Join(", ", languages)));
    }
}
