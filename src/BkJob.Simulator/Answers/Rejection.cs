using BkJob.Simulator.Job;

namespace BkJob.Simulator.Answers;

/// <summary>An error that is returned in an envelope.</summary>
/// <param name="Code">The envelope's code.</param>
/// <param name="Message">The message.</param>
internal sealed record Rejection(int Code, string Message)
{
    /// <summary>The general code of the ESB: errors of credentials, forms and the ESB itself differ only in the message.</summary>
    public const int Common = 1306000;

    /// <summary>The ESB's code for an error of the system behind it.</summary>
    public const int Backend = 1306201;

    /// <summary>The ESB's code for invalid parameters.</summary>
    public const int Argument = 1306406;

    /// <summary>Job's code for a user without permission to view the job.</summary>
    public const int NoPermission = 9_900_403;

    /// <summary>The details of v4, one text each; null to repeat the message.</summary>
    public IReadOnlyList<string>? Details { get; init; }

    /// <summary>The scope of the job, for the permission to request; null if the job does not exist.</summary>
    public JobScope? Scope { get; init; }

    /// <summary>True for an error of Job that the ESB passed on; its envelope differs slightly.</summary>
    public bool IsFromJob => Code is (>= 1_200_000 and < 1_300_000) or NoPermission;
}
