using CsCheck;

namespace BkJob.Core.Tests.Fuzz;

/// <summary>One thing that happens to the bytes of a body on their way.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">Where, counted around the end.</param>
/// <param name="Length">To how many bytes.</param>
/// <param name="Value">With which byte.</param>
internal sealed record Mutation(MutationKind Kind, int At, int Length, byte Value)
{
    /// <summary>Bytes that mean something in JSON or UTF-8 do more harm than others.</summary>
    private static readonly Gen<byte> Bytes = Gen.Frequency<byte>(
        (1, Gen.Byte),
        (3, Gen.OneOf<byte>([.. "{}[]\",:\\0-9.eEtfnu<"u8, 0x00, 0x0A, 0x1B, 0x80, 0xC3, 0xED, 0xEF, 0xF0, 0xFF])));

    public static Gen<Mutation> Any { get; } = Gen.Select(
        Gen.Enum<MutationKind>(),
        Gen.Int[0, 1_000_000],
        Gen.Frequency((3, Gen.Int[1, 3]), (1, Gen.Int[1, 300])),
        Bytes,
        (kind, at, length, value) => new Mutation(kind, at, length, value));

    public byte[] Apply(byte[] body)
    {
        if (body.Length == 0)
        {
            return Kind == MutationKind.Insert ? [Value] : body;
        }

        int at = At % body.Length;
        int end = Math.Min(at + Length, body.Length);
        return Kind switch
        {
            MutationKind.Flip => [.. body[..at], (byte)(body[at] ^ (1 << (Value % 8))), .. body[(at + 1)..]],
            MutationKind.Overwrite => [.. body[..at], Value, .. body[(at + 1)..]],
            MutationKind.Delete => [.. body[..at], .. body[end..]],
            MutationKind.Insert => [.. body[..at], .. Enumerable.Repeat(Value, Length), .. body[at..]],
            MutationKind.Duplicate => [.. body[..end], .. body[at..]],
            _ => body[..at],
        };
    }
}

/// <summary>What a <see cref="Mutation"/> does.</summary>
internal enum MutationKind
{
    Flip,
    Overwrite,
    Delete,
    Insert,
    Duplicate,
    CutOff,
}
