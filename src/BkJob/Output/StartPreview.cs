using System.Security.Cryptography;
using BkJob.Starts;

namespace BkJob;

/// <summary>
/// Formats a start without a plan for ShouldProcess: what runs, where, and as whom. A line for each part, so that a prompt can be read.
/// </summary>
/// <param name="name">The name of the job.</param>
/// <param name="target">The hosts.</param>
/// <param name="scope">The business or business set.</param>
/// <param name="context">The context.</param>
internal sealed class StartPreview(string name, BkJobTarget target, JobScope scope, BkJobContext context)
{
    private const int MaxLength = 400;

    private readonly List<string> _lines = [FormatLine(Messages.PreviewHosts, VariableText.Describe(target))];

    /// <summary>Adds a line.</summary>
    /// <param name="label">What it is.</param>
    /// <param name="value">The value; null for none, which adds no line.</param>
    public void Add(string label, string? value)
    {
        if (value is not null)
        {
            _lines.Add(FormatLine(label, TerminalText.Sanitize(value, MaxLength)));
        }
    }

    /// <summary>The first line and the others.</summary>
    public override string ToString() =>
        StartTarget.Format(QuotedName.Format(name), target, scope, context) + string.Concat(_lines.Select(line => $"\n{line}"));

    /// <summary>Identifies the content of a file or script: its size, and the beginning of its SHA-256.</summary>
    public static string FormatContent(ReadOnlySpan<byte> content)
    {
        const int ShownBytes = 6;
        return Messages.FormatPreviewContent(content.Length, Convert.ToHexString(SHA256.HashData(content).AsSpan(0, ShownBytes)).ToLowerInvariant());
    }

    /// <summary>The server of a callback. Its path and query can authenticate the call, and are not displayed.</summary>
    public static string? FormatCallback(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) ? uri.GetLeftPart(UriPartial.Authority) : null;

    private static string FormatLine(string label, string value) => $"  {Messages.FormatPreviewLine(label, value)}";
}
