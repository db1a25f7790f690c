namespace BkJob.Simulator.Timeline;

/// <summary>The step types with special behaviour.</summary>
internal static class StepKind
{
    public const int File = 2;
    public const int Confirmation = 3;
}
