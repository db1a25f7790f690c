using System.IO.Compression;
using System.Text;

namespace BkJob.Simulator.Wire;

/// <summary>The encodings that old servers and proxies use instead of UTF-8.</summary>
internal static class BodyEncoding
{
    private static readonly Dictionary<string, Encoding> Known = new(StringComparer.Ordinal)
    {
        // .NET supports GBK only through this provider, which does not have to be registered for the whole process.
        ["gbk"] = CodePagesEncodingProvider.Instance.GetEncoding("gbk")!,
        ["utf-8-bom"] = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
        ["utf-16"] = new UnicodeEncoding(bigEndian: false, byteOrderMark: true),
    };

    /// <summary>The names, for a message.</summary>
    public static string Names { get; } = string.Join(", ", Known.Keys);

    /// <summary>Whether the encoding exists; null leaves the body unchanged.</summary>
    public static bool IsKnown(string? name) => name is null || Known.ContainsKey(name);

    /// <summary>Converts a UTF-8 body, with the byte order mark of the encoding.</summary>
    public static byte[] Write(byte[] body, string? name) => name is null
        ? body
        : [.. Known[name].GetPreamble(), .. Encoding.Convert(Encoding.UTF8, Known[name], body)];
}

/// <summary>Compresses bodies for a Content-Encoding.</summary>
internal static class BodyCompression
{
    private static readonly Dictionary<string, Func<Stream, Stream>> Known = new(StringComparer.Ordinal)
    {
        ["gzip"] = output => new GZipStream(output, CompressionLevel.Fastest),
        ["br"] = output => new BrotliStream(output, CompressionLevel.Fastest),

        // The deflate of HTTP is the zlib format, not the raw stream.
        ["deflate"] = output => new ZLibStream(output, CompressionLevel.Fastest),
    };

    /// <summary>The names, for a message.</summary>
    public static string Names { get; } = string.Join(", ", Known.Keys);

    /// <summary>Whether the compression exists; null leaves the body unchanged.</summary>
    public static bool IsKnown(string? name) => name is null || Known.ContainsKey(name);

    /// <summary>Compresses a body.</summary>
    public static byte[] Pack(byte[] body, string? name)
    {
        if (name is null)
        {
            return body;
        }

        using var packed = new MemoryStream();
        using (var packer = Known[name](packed))
        {
            packer.Write(body);
        }

        return packed.ToArray();
    }
}
