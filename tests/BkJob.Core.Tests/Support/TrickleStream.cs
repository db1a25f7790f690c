namespace BkJob.Core.Tests.Support;

/// <summary>A body that arrives a few bytes at a time, as slow networks deliver it.</summary>
internal sealed class TrickleStream(byte[] bytes, int atATime) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(atATime, buffer.Length)], cancellationToken);
}
