using System.IO.Compression;

namespace BkJob.Simulator.Wire;

/// <summary>Packs bodies as the Content-Encoding of the same name has it.</summary>
internal static class BodyCompression
{
    private static readonly Dictionary<string, Func<Stream, Stream>> Known = new(StringComparer.Ordinal)
    {
        ["gzip"] = output => new GZipStream(output, CompressionLevel.Fastest),
        ["br"] = output => new BrotliStream(output, CompressionLevel.Fastest),

        // HTTP's deflate is the zlib format, not the bare stream.
        ["deflate"] = output => new ZLibStream(output, CompressionLevel.Fastest),
    };

    /// <summary>What there is, for a message.</summary>
    public static string Names { get; } = string.Join(", ", Known.Keys);

    /// <summary>Whether there is such a compression; null leaves the body as it is.</summary>
    public static bool IsKnown(string? name) => name is null || Known.ContainsKey(name);

    /// <summary>Packs a body.</summary>
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
