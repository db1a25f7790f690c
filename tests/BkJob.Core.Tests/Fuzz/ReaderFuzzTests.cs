using CsCheck;

namespace BkJob.Core.Tests.Fuzz;

/// <summary>
/// Any bytes give an object or a fault, in bounded memory, and the same one wherever the network cuts them. An exception fails by
/// itself.
/// </summary>
public sealed class ReaderFuzzTests
{
    /// <summary>What reading costs at all: the first buffer, which is pooled, and a parser's exception.</summary>
    private const long FixedCost = 512 * 1024;

    /// <summary>How much a byte may cost: the dearest are the two of an empty step in a list of them.</summary>
    private const long CostOfByte = 400;

    private static readonly Gen<int[]> Pieces = Gen.Frequency((3, Gen.Int[1, 9]), (1, Gen.Int[1, 2000])).Array[1, 5];

    [Fact]
    public Task Noise_is_read_or_refused() => CheckAsync(BodyGen.Noise, usual: 500);

    [Fact]
    public Task Damaged_answers_are_read_or_refused() => CheckAsync(BodyGen.Damaged, usual: 500);

    [Fact]
    public Task Json_with_any_fields_in_any_place_is_read_or_refused() => CheckAsync(BodyGen.Wild, usual: 500);

    [Fact]
    public Task Nearly_right_answers_are_read_or_refused() => CheckAsync(BodyGen.Shaped, usual: 500);

    private static Task CheckAsync(Gen<byte[]> bodies, int usual) => FuzzRun.CheckAsync(
        Gen.Select(bodies, Pieces), usual, longFactor: 1, Check, input => $"{ByteText.Show(input.Item1)} in [{string.Join(',', input.Item2)}]");

    private static Task Check((byte[] Body, int[] Pieces) input)
    {
        Reading atOnce = Reading.Of(input.Body, int.MaxValue);
        Reading inPieces = Reading.Of(input.Body, input.Pieces);

        Assert.Equal(atOnce.Verdict, inPieces.Verdict);
        Assert.InRange(atOnce.Allocated, 0, FixedCost + (CostOfByte * input.Body.Length));
        Assert.InRange(inPieces.Allocated, 0, FixedCost + (CostOfByte * input.Body.Length));
        return Task.CompletedTask;
    }
}
