namespace BkJob.Simulator;

/// <summary>Something that goes wrong with a request. What isn't set stays as it would have been.</summary>
public sealed record Fault
{
    /// <summary>The job whose requests it hits; null for all.</summary>
    public long? JobInstanceId { get; init; }

    /// <summary>How many matching requests it lets pass first.</summary>
    public int Skip { get; init; }

    /// <summary>How many requests it hits; null for every one.</summary>
    public int? Times { get; init; } = 1;

    /// <summary>The chance of being hit, from 0 to 1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Where the dice for <see cref="Probability"/> start, so that a run can be repeated.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How long the answer is held back, on the simulator's clock; a client that leaves ends it.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>The HTTP status; without <see cref="Body"/> or <see cref="EnvelopeCode"/> the body is empty.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>Headers added to the answer.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>The body, sent as it is.</summary>
    public string? Body { get; init; }

    /// <summary>The Content-Type of <see cref="Body"/>.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>The code of an envelope that says result false.</summary>
    public int? EnvelopeCode { get; init; }

    /// <summary>The message beside <see cref="EnvelopeCode"/>.</summary>
    public string? Message { get; init; }

    /// <summary>Announces the whole length but closes the connection after so many bytes of the body.</summary>
    public int? CutAfterBytes { get; init; }
}
