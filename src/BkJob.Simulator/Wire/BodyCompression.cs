using System.IO.Compression;

namespace BkJob.Simulator.Wire;

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
