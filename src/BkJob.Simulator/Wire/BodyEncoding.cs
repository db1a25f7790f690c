using System.Text;

namespace BkJob.Simulator.Wire;

/// <summary>The encodings in which old servers and proxies send what ought to be plain UTF-8.</summary>
internal static class BodyEncoding
{
    private static readonly Dictionary<string, Encoding> Known = new(StringComparer.Ordinal)
    {
        // .NET knows GBK only through this provider; asked for here, it need not be registered for the whole process.
        ["gbk"] = CodePagesEncodingProvider.Instance.GetEncoding("gbk")!,
        ["utf-8-bom"] = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
        ["utf-16"] = new UnicodeEncoding(bigEndian: false, byteOrderMark: true),
    };

    /// <summary>What there is, for a message.</summary>
    public static string Names { get; } = string.Join(", ", Known.Keys);

    /// <summary>Whether there is such an encoding; null leaves the body as it is.</summary>
    public static bool IsKnown(string? name) => name is null || Known.ContainsKey(name);

    /// <summary>Writes a UTF-8 body anew, with the byte order mark that belongs to the encoding.</summary>
    public static byte[] Write(byte[] body, string? name) => name is null
        ? body
        : [.. Known[name].GetPreamble(), .. Encoding.Convert(Encoding.UTF8, Known[name], body)];
}
