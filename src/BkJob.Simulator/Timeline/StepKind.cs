namespace BkJob.Simulator.Timeline;

/// <summary>The step types that behave unlike the others.</summary>
internal static class StepKind
{
    public const int File = 2;
    public const int Confirmation = 3;
}
