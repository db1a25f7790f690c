using BkJob.Simulator.Job;

namespace BkJob.Simulator.Answers;

/// <summary>A "no" that comes in an envelope.</summary>
/// <param name="Code">The envelope's code.</param>
/// <param name="Message">Its message.</param>
internal sealed record Rejection(int Code, string Message)
{
    /// <summary>The ESB's catch-all: credentials, forms and its own mishaps differ only in the message.</summary>
    public const int Common = 1306000;

    /// <summary>The ESB's code for trouble with the system behind it.</summary>
    public const int Backend = 1306201;

    /// <summary>The ESB's code for parameters it can't take.</summary>
    public const int Argument = 1306406;

    /// <summary>Job's code for a user who may not see the job.</summary>
    public const int NoPermission = 9_900_403;

    /// <summary>What v4 says in the details, one text for each; null for the message once more.</summary>
    public IReadOnlyList<string>? Details { get; init; }

    /// <summary>Where the job lives, for what a user without permission may apply for; null where there is no such job.</summary>
    public JobScope? Scope { get; init; }

    /// <summary>True where Job said no and the ESB passed it on; the envelope then looks a little different.</summary>
    public bool IsFromJob => Code is (>= 1_200_000 and < 1_300_000) or NoPermission;
}
